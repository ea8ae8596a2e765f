"""Things of Reddit as contributions: a submission opens a thread, comments answer it or each other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from community.edges.transfer.conversations import Place, Said, Unsaid
from community.edges.transfer.conversations import bring as bring_all
from community.edges.transfer.running import Outcome

from .things import things
from .wording import words

GONE = ("[deleted]", "[removed]", "[ removed by reddit ]")


def bring(
    path: Path, *, site: str = "", board: str = "", name: str = "", language: str = "en"
) -> Outcome:
    place = Place("reddit", site or "reddit.com", "Things", board, name, language)
    return bring_all(place, _all_said(path))


def _all_said(path: Path) -> Iterator[Said | Unsaid]:
    """The same thing comes more than once in recordings; the first counts, the others are no rows."""
    seen: set[str] = set()
    for kind, thing in things(path):
        name = f"{kind}_{thing.get('id', '')}"
        if name not in seen:
            seen.add(name)
            yield said(kind, name, thing)


def said(kind: str, name: str, thing: dict[str, Any]) -> Said | Unsaid:
    try:
        at = datetime.fromtimestamp(float(thing["created_utc"]), UTC)
        body = words(kind, thing)
        author = str(thing.get("author") or "[deleted]")
        above = (thing["parent_id"], thing.get("link_id")) if kind == "t1" else ()
        answers = tuple(str(each) for each in above if each)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return Unsaid(id=name, why="malformed")
    if body.strip().lower() in GONE:
        return Unsaid(id=name, why="removed")
    known = author not in GONE
    link = str(thing.get("permalink") or "")
    return Said(
        id=name, at=at, author=f"u/{author.lower()}" if known else "", author_name=author if known else "Anonymous",
        body=body, title=str(thing.get("title") or ""), answers=answers, alone=kind == "t3",
        url=f"https://www.reddit.com{link}" if link.startswith("/r/") else "", tags=_tags(thing),
        closed=bool(thing.get("locked")) and kind == "t3",
    )  # fmt: skip


def _tags(thing: dict[str, Any]) -> tuple[str, ...]:
    given = (thing.get("subreddit"), thing.get("link_flair_text"))
    return tuple(str(each) for each in given if each)
