"""A shelf of documents and the index over it, on each engine."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.kernel import clock, index
from community.kernel.index import Query, Reference
from community.kernel.slots import SearchDocument


class Shelf:
    """Stands for the database: what lies here is what the index must find."""

    def __init__(self) -> None:
        self.documents: dict[Reference, SearchDocument] = {}
        self.loads = 0
        self.engine = index.current()
        self.engine.rebuild([], self.load)

    def put(
        self,
        text: str,
        *,
        language: str = "en",
        kind: str = "post",
        number: int = 0,
        days: float = 0,
        **more: Any,
    ) -> int:
        number = number or len(self.documents) + 1
        at = clock.now() - timedelta(days=days)
        title = more.pop("title", "")
        self.documents[kind, number] = SearchDocument(
            kind, number, title, text, language, at, **more
        )
        self.engine.update([(kind, number)], self.load)
        return number

    def take(self, kind: str, number: int) -> None:
        del self.documents[kind, number]
        self.engine.update([(kind, number)], self.load)

    def load(self, references: list[Reference]) -> list[SearchDocument]:
        self.loads += 1
        return [self.documents[each] for each in references if each in self.documents]

    def ask(self, words: str = "", **more: Any) -> list[int]:
        return [hit.id for hit in self.engine.search(Query(words, **more)).rows]


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    return Shelf()
