"""Posts as a thread's page shows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from community.fans.forum import people, posts, reactions, threads
from community.fans.forum.permissions import author_or_moderator

from .faces import face_of
from .times import day_of
from .words import words


@dataclass(slots=True)
class PostShown:
    """`reactions` are (kind, count, mine); `own` posts show theirs without buttons."""

    id: int
    position: int
    url: str
    act_url: str
    author_url: str
    author_name: str
    author_handle: str
    author_title: str
    author_image: str | None
    author_letters: str
    hue: str
    staff: bool
    html: Markup
    created_iso: str
    created_text: str
    edited: bool
    history_url: str
    accepted: bool
    held: bool
    reactions: list[tuple[str, Any, bool]]
    own: bool
    may_accept: bool
    may_unaccept: bool
    quote_url: str
    menu_url: str

    @property
    def variant(self) -> tuple[Any, ...]:
        """All that decides how a post looks, apart from its texts."""
        return (
            self.staff, self.edited, self.accepted, self.held, self.own, self.may_accept, self.may_unaccept,
            self.author_image is None, self.author_title == "", self.quote_url == "", self.menu_url == "",
            *[(kind, count > 0, mine) for kind, count, mine in self.reactions],
        )  # fmt: skip

    @property
    def texts(self) -> tuple[Any, ...]:
        return (
            self.id, self.position, escape(self.url), self.act_url, self.author_url, escape(self.author_name),
            self.author_handle, escape(self.author_title), escape(self.author_image), escape(self.author_letters),
            self.hue, self.html, self.created_iso, self.created_text, self.history_url, self.quote_url, self.menu_url,
            *[count for _, count, _ in self.reactions],
        )  # fmt: skip

    def marked(self, mark: Callable[[int], Markup]) -> "PostShown":
        """With marks where `texts` belong, as if it were a post."""
        texts: dict[str, Any] = {name: mark(place) for place, name in enumerate(TEXTS)}
        for name in ("author_image", "author_title", "quote_url", "menu_url"):
            texts[name] = texts[name] if getattr(self, name) else ""
        counted = [
            (kind, mark(len(TEXTS) + place) if count else 0, mine)
            for place, (kind, count, mine) in enumerate(self.reactions)
        ]
        return replace(self, **texts, reactions=counted)


TEXTS = (
    "id", "position", "url", "act_url", "author_url", "author_name", "author_handle", "author_title", "author_image",
    "author_letters", "hue", "html", "created_iso", "created_text", "history_url", "quote_url", "menu_url",
)  # fmt: skip


def shown_posts(rows: Sequence[Any], thread: Any, viewer: Any) -> list[PostShown]:
    """One statement for all authors."""
    briefs, say, base = (
        people.briefs(row.author_id for row in rows),
        words(),
        threads.address(thread),
    )
    judges = thread.kind == "question" and author_or_moderator(viewer, thread)
    return [
        _shown(row, thread, viewer, briefs.get(row.author_id), say, base, judges) for row in rows
    ]


def _shown(
    row: Any, thread: Any, viewer: Any, author: Any, say: dict[str, Any], base: str, judges: bool
) -> PostShown:
    face, act_url = face_of(author), f"/posts/{row.id}"
    accepted, judged = thread.accepted_post_id == row.id, judges and row.position > 1
    own = viewer.signed_in and viewer.id == row.author_id
    open_to_all = not (row.hidden_at or row.deleted_at or row.held_at)
    return PostShown(
        id=row.id, position=row.position, url=posts.path(thread, row.position), act_url=act_url,
        author_url=f"/@{author.handle}" if author else base, author_name=author.name if author else say["nobody"],
        author_handle=author.handle if author else "", author_title=author.title if author else "",
        author_image=face.image, author_letters=face.letters, hue=face.hue, staff=bool(author and author.title),
        html=_text(row, viewer, say), created_iso=row.created_at.isoformat(timespec="seconds"),
        created_text=day_of(row.created_at, say["language"]), edited=row.edited_at is not None, history_url=f"{act_url}/history",
        accepted=accepted, held=row.held_at is not None, reactions=_reactions(row, viewer, own) if open_to_all else [],
        own=own, may_accept=judged and open_to_all and thread.accepted_post_id is None, may_unaccept=judged and accepted,
        quote_url=f"/t/{thread.id}/reply?quote={row.id}" if open_to_all and thread.closed_at is None else "",
        menu_url=f"{act_url}/menu" if viewer.signed_in else "",
    )  # fmt: skip


def _text(row: Any, viewer: Any, say: dict[str, Any]) -> Markup:
    """What is out of sight leaves one quiet line to its author; staff may open it."""
    if not (row.hidden_at or row.deleted_at):
        return Markup(row.html)  # noqa: S704 - cleaned when it was written
    line = Markup('<p class="soft">{}</p>').format(say["hidden" if row.hidden_at else "deleted"])
    if not viewer.staff:
        return line
    opened = Markup('<details class="more"><summary>{}</summary><div>{}</div></details>')
    return line + opened.format(say["show"], Markup(row.html))  # noqa: S704


def _reactions(row: Any, viewer: Any, own: bool) -> list[tuple[str, int, bool]]:
    counts = row.reactions
    if not counts and (own or not viewer.signed_in):
        return []
    offered = "like" if viewer.signed_in and not own else ""
    return [
        (kind, counts.get(kind, 0), row.mine == kind)
        for kind in reactions.KINDS
        if kind == offered or counts.get(kind)
    ]
