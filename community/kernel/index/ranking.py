"""The last order of what was found: how well it answers, and how fresh it is."""

from datetime import datetime, timedelta

from community.kernel import clock
from community.kernel.index.port import Hit
from community.kernel.index.query import Query

HALF_LIFE = timedelta(days=180)
FRESHNESS_COUNTS = 0.6


def ranked(hits: list[Hit], query: Query) -> list[Hit]:
    """The best or the newest first. Freshness never lifts a poor answer over one twice as good."""
    if query.order == "newest" or query.wordless:
        return sorted(hits, key=lambda hit: (hit.at, hit.id), reverse=True)
    best, now = max((hit.score for hit in hits), default=0) or 1, clock.now()
    return sorted(
        hits,
        key=lambda hit: hit.score / best * (1 + FRESHNESS_COUNTS * freshness(hit.at, now)),
        reverse=True,
    )


def freshness(at: datetime, now: datetime) -> float:
    """1 for now, a half after HALF_LIFE."""
    return 0.5 ** max(0.0, (now - at) / HALF_LIFE)
