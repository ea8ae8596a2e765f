"""A member's events in words; rooms plug a `TimelineSentence` for each event they announce."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from community.kernel.db import db
from community.kernel.events import EventRow
from community.kernel.permissions import NOBODY
from community.kernel.room import house
from community.kernel.slots import TimelineSentence


@dataclass(frozen=True)
class Happening:
    """One line of a timeline: when, what in words, about what, where."""

    id: int
    name: str
    at: datetime
    sentence: str
    icon: str
    subject: str = ""
    url: str = ""


def timeline(
    member_id: int, before_id: int | None = None, limit: int = 50, viewer: Any = NOBODY
) -> list[Happening]:
    """What happened to or by this member, newest first; subjects only as far as `viewer` may see them."""
    words = {each.event: each for each in house().slots.of(TimelineSentence)}
    query = select(EventRow).where(EventRow.member_id == member_id, EventRow.name.in_(words))
    if before_id:
        query = query.where(EventRow.id < before_id)
    rows = list(db.session.scalars(query.order_by(EventRow.id.desc()).limit(limit)))
    subjects = _subjects(rows, words, viewer)
    return [_told(row, words[row.name], subjects.get(row.id)) for row in rows]


def _told(row: EventRow, words: TimelineSentence, subject: tuple[str, str] | None) -> Happening:
    text, url = subject or ("", "")
    return Happening(row.id, row.name, row.at, str(words.sentence), words.icon, text, url)


def _subjects(
    rows: list[EventRow], words: dict[str, TimelineSentence], viewer: Any
) -> dict[int, tuple[str, str]]:
    by_event: dict[str, list[EventRow]] = defaultdict(list)
    for row in rows:
        by_event[row.name].append(row)
    found: dict[int, tuple[str, str]] = {}
    for name, same in by_event.items():
        if subjects := words[name].subjects:
            told = subjects([row.details for row in same], viewer)
            found.update({row.id: each for row, each in zip(same, told, strict=True) if each})
    return found
