"""Threads as a list shows them."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

from community.fans.forum import boards, people, posts, reads, threads
from community.kernel.i18n import figure
from community.kernel.patterns import Repeated

from .faces import Face, face_of
from .times import day_of
from .words import words

SHOWN_VOICES = 3


class RowShown(Repeated):
    """What the macro `thread_row` wants; `unread` is 0, how many posts are new in figures, or True for a thread not opened yet."""

    __slots__ = ()

    def marked(self, mark: Callable[[str], Markup]) -> Any:
        row = super().marked(mark)
        row.unread = row.new_posts or self.flags["unread"]
        row.faces = [
            Face(*[getattr(row, f"{part}_{place}") for part in Face._fields])
            for place in range(self.flags["voices"])
        ]
        return row


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
    faces = [face_of(briefs.get(voice)) for voice in row.voices[:SHOWN_VOICES]]
    texts = {
        "url": escape(url_of(row, unread)),
        "title": escape(row.title),
        "kind_label": escape(say["kinds"].get(row.kind, "")),
        "excerpt": escape(row.excerpt),
        "board_name": escape(board_name),
        "board_url": escape(board.path),
        "board_hue": board.tint,
        "replies": figure(max(0, row.posts_count - 1), language),
        "when_iso": row.last_posted_at.isoformat(timespec="seconds"),
        "when_text": day_of(row.last_posted_at, language),
        "new_posts": figure(unread, language) if unread and unread is not True else "",
    }
    for place, face in enumerate(faces):
        texts |= {f"{part}_{place}": escape(value or "") for part, value in face._asdict().items()}
    flags = {
        "kind": row.kind,
        "unread": bool(unread),
        "solved": row.accepted_post_id is not None,
        "pinned": row.pinned_at is not None,
        "closed": row.closed_at is not None,
        "voices": len(faces),
    }
    return RowShown(texts, flags)


def url_of(row: Any, unread: int | bool) -> str:
    """Into the thread where the reader left it."""
    left = unread and unread is not True
    return posts.path(row, row.read_position + 1) if left else threads.address(row)
