"""Threads as a list shows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from community.fans.forum import boards, people, posts, reads, threads
from community.kernel.i18n import figure

from .faces import Face, face_of
from .times import day_of
from .words import words

SHOWN_VOICES = 3


@dataclass(slots=True)
class RowShown:
    """`unread` is 0, how many posts are new in figures, or True for a thread not opened yet."""

    id: int
    url: str
    title: str
    kind: str
    kind_label: str
    excerpt: str
    board_name: str
    board_url: str
    board_hue: str
    faces: list[Face]
    replies: str
    when_iso: str
    when_text: str
    unread: str | int
    solved: bool
    pinned: bool
    closed: bool

    @property
    def variant(self) -> tuple[Any, ...]:
        """All that decides how a row looks, apart from its texts."""
        return (
            self.unread is True, bool(self.unread), self.solved, self.pinned, self.closed, self.kind_label == "",
            self.excerpt == "", self.board_name == "", *[face.image is None for face in self.faces],
        )  # fmt: skip

    @property
    def texts(self) -> tuple[Any, ...]:
        return (
            escape(self.url), escape(self.title), escape(self.kind_label), escape(self.excerpt), escape(self.board_name),
            escape(self.board_url), self.board_hue, self.replies, self.when_iso, self.when_text, self.unread,
            *[escape(part) for face in self.faces for part in face],
        )  # fmt: skip

    def marked(self, mark: Callable[[int], Markup]) -> "RowShown":
        """With marks where `texts` belong, as if it were a row."""
        texts: dict[str, Any] = {name: mark(place) for place, name in enumerate(TEXTS)}
        for name in ("kind_label", "excerpt", "board_name"):
            texts[name] = texts[name] if getattr(self, name) else ""
        if self.unread is True or not self.unread:
            texts["unread"] = self.unread
        places = range(len(TEXTS), len(TEXTS) + 3 * len(self.faces), 3)
        faces = [
            Face(mark(place), mark(place + 1), mark(place + 2) if face.image else None)
            for place, face in zip(places, self.faces, strict=True)
        ]
        return replace(self, **texts, faces=faces)


TEXTS = (
    "url", "title", "kind_label", "excerpt", "board_name", "board_url", "board_hue", "replies", "when_iso", "when_text",
    "unread",
)  # fmt: skip


def shown_rows(rows: Sequence[Any], reader: Any, *, board: bool = True) -> list[RowShown]:
    """One statement for all faces; `board=False` on a board's own page."""
    briefs = people.briefs(voice for row in rows for voice in row.voices[:SHOWN_VOICES])
    known, say = boards.by_id(), words()
    names = {each.id: each.name_in(say["language"]) for each in known.values()} if board else {}
    return [
        _shown(row, reader, briefs, known[row.board_id], names.get(row.board_id, ""), say)
        for row in rows
    ]


def _shown(
    row: Any, reader: Any, briefs: dict[int, Any], board: Any, board_name: str, say: dict[str, Any]
) -> RowShown:
    language = say["language"]
    unread = reads.unread_posts(row) or (reader.signed_in and reads.is_new(row, reader))
    return RowShown(
        id=row.id, url=url_of(row, unread), title=row.title, kind=row.kind, kind_label=say["kinds"].get(row.kind, ""),
        excerpt=row.excerpt, board_name=board_name, board_url=board.path, board_hue=board.tint,
        faces=[face_of(briefs.get(voice)) for voice in row.voices[:SHOWN_VOICES]],
        replies=figure(max(0, row.posts_count - 1), language), when_iso=row.last_posted_at.isoformat(timespec="seconds"),
        when_text=day_of(row.last_posted_at, language), solved=row.accepted_post_id is not None,
        unread=unread if unread is True or not unread else figure(unread, language),
        pinned=row.pinned_at is not None, closed=row.closed_at is not None,
    )  # fmt: skip


def url_of(row: Any, unread: int | bool) -> str:
    """Into the thread where the reader left it."""
    left = unread and unread is not True
    return posts.path(row, row.read_position + 1) if left else threads.address(row)
