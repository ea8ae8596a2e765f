"""Something to moderate that is no room's: a shelf of notes."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask

from community.kernel.slots import Moderatable


@dataclass
class Shelf:
    """Note 1 is the author's; hidden notes are described to moderators alone."""

    author_id: int
    at: Any
    hidden: dict[int, str] = field(default_factory=dict)

    def describe(self, id: int, viewer: Any) -> dict[str, Any] | None:
        if id != 1 or (id in self.hidden and not viewer.moderator and viewer.id != self.author_id):
            return None
        return {
            "title": "A note", "text": "Buy <b>cheap</b> skis", "html": "<p>Buy cheap skis</p>", "url": "/latest",
            "author_id": self.author_id, "at": self.at, "hidden": id in self.hidden,
        }  # fmt: skip

    def hide(self, id: int, *, by: Any, reason: str = "") -> None:
        self.hidden[id] = reason

    def restore(self, id: int, *, by: Any) -> None:
        self.hidden.pop(id, None)


@pytest.fixture
def shelf(app: Flask, cast: Any) -> Any:
    shelf = Shelf(cast.second_fan.id, cast.second_fan.created_at)
    slot = Moderatable("note", "Note", shelf.describe, shelf.hide, shelf.restore)
    filled = app.extensions["house"].slots.filled
    filled.append(slot)
    yield shelf
    filled.remove(slot)
