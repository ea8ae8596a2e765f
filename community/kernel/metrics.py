"""What a monitor wants to know: requests by room, jobs by outcome, and what waits in the job table.

With several processes the numbers are kept in a folder that they share (PROMETHEUS_MULTIPROC_DIR).
"""

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from community.kernel import clock
from community.kernel.db import db, reading
from community.kernel.jobs import JobRow

OWN = CollectorRegistry()
STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

requests = Counter("konektor_requests", "Requests answered.", ["room", "status"], registry=OWN)
seconds = Histogram(
    "konektor_request_seconds", "Time to an answer.", ["room"], registry=OWN, buckets=STEPS
)


def count_request(endpoint: str | None, status: int, took: float) -> None:
    answered, timed = _counters((endpoint or "nowhere").partition(".")[0], status // 100)
    answered.inc()
    timed.observe(took)


@cache
def _counters(room: str, kind: int) -> tuple[Counter, Histogram]:
    return requests.labels(room, f"{kind}xx"), seconds.labels(room)


def collected() -> tuple[bytes, str]:
    """Body and content type of /metrics."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
    else:
        registry.register(OWN)
    registry.register(_JobTable())
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _JobTable:
    def collect(self) -> Iterator[Any]:
        try:
            with reading():
                waiting, dead, oldest = db.session.execute(_pulse()).one()
        except SQLAlchemyError:
            return
        late = max(0.0, (clock.now() - oldest).total_seconds()) if oldest else 0.0
        yield GaugeMetricFamily("konektor_jobs_waiting", "Jobs that wait or run.", waiting)
        yield GaugeMetricFamily("konektor_jobs_dead", "Dead letters.", dead)
        yield GaugeMetricFamily(
            "konektor_jobs_late_seconds", "How long the oldest due job has waited.", late
        )

    def describe(self) -> list[Any]:
        return []


def _pulse() -> Any:
    alive = JobRow.failed_at.is_(None)
    return select(
        func.count().filter(alive),
        func.count().filter(JobRow.failed_at.is_not(None)),
        func.min(JobRow.run_at).filter(alive),
    ).select_from(JobRow)
