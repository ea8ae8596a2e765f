"""A small room of notes that can be found, some of them in a private board."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.commons import search
from community.kernel import clock
from community.kernel.db import db
from community.kernel.slots import SearchDocument, SearchSource

OPEN, PRIVATE = 1, 2


class Notes:
    """Plays the forum: what lies in `written` is the database, `hidden` are those nobody but staff may see."""

    def __init__(self) -> None:
        self.written: dict[int, dict[str, Any]] = {}
        self.hidden: set[int] = set()
        self.source = SearchSource(
            "note", "Notes", self.documents, self.ids, self.results, self.boards
        )

    def write(
        self,
        text: str,
        *,
        title: str = "A note",
        language: str = "en",
        board: int = OPEN,
        days: float = 0,
        **more: Any,
    ) -> int:
        number = len(self.written) + 1
        at = clock.now() - timedelta(days=days)
        self.written[number] = {
            "text": text,
            "title": title,
            "language": language,
            "board": board,
            "at": at,
            **more,
        }
        search.mark("note", [number])
        return number

    def hide(self, number: int) -> None:
        self.hidden.add(number)
        search.mark("note", [number])

    def documents(self, ids: list[int]) -> list[SearchDocument]:
        return [
            self._document(number)
            for number in ids
            if number in self.written and number not in self.hidden
        ]

    def _document(self, number: int) -> SearchDocument:
        note = self.written[number]
        facets = {
            "tags": note.get("tags", ()),
            "author": note.get("author", "ada"),
            "labels": note.get("labels", ()),
        }
        return SearchDocument(
            "note",
            number,
            note["title"],
            note["text"],
            note["language"],
            note["at"],
            note["board"],
            **facets,
        )

    def ids(self, after: int, limit: int) -> list[int]:
        return [number for number in sorted(self.written) if number > after][:limit]

    def results(self, ids: list[int], actor: Any) -> dict[int, dict[str, Any]]:
        seen = [number for number in ids if number in self.written and self._may_see(number, actor)]
        return {number: self._row(number) for number in seen}

    def boards(self, actor: Any) -> dict[str, int]:
        return {"open": OPEN, "private": PRIVATE} if actor.staff else {"open": OPEN}

    def _may_see(self, number: int, actor: Any) -> bool:
        return actor.staff or (number not in self.hidden and self.written[number]["board"] == OPEN)

    def _row(self, number: int) -> dict[str, Any]:
        note = self.written[number]
        return {
            "url": f"/notes/{number}",
            "title": note["title"],
            "text": note["text"],
            "context": "Notes",
            "at": note["at"],
            "author": {"handle": "ada", "name": "Ada", "avatar_url": None},
        }


@pytest.fixture
def notes(app: Flask) -> Iterator[Notes]:
    notes = Notes()
    slots = app.extensions["house"].slots.filled
    slots.append(notes.source)
    yield notes
    slots.remove(notes.source)
    db.session.rollback()
