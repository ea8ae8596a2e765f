"""Posts as a thread's page shows them."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from community.fans.forum import offering, people, reactions, threads
from community.fans.forum.permissions import author_or_moderator
from community.kernel.i18n import figure
from community.kernel.patterns import Repeated
from community.people import ties

from .faces import face_of
from .origins import origin_of
from .times import day_of
from .words import words


class PostShown(Repeated):
    """What the macro `post` wants; how often a reaction was given is a text under the reaction's name."""

    __slots__ = ()

    @property
    def reactions(self) -> list[tuple[str, int, bool]]:
        """Kind, how often it was given, and whether by the viewer too."""
        return [(kind, self.texts.get(kind, 0), mine) for kind, mine in self.flags["offered"]]

    def marked(self, mark: Callable[[str], Markup]) -> Any:
        post = super().marked(mark)
        post.reactions = [
            (kind, mark(kind) if count else 0, mine) for kind, count, mine in self.reactions
        ]
        return post


class Page(NamedTuple):
    """What is the same for all posts of one page."""

    thread: Any
    viewer: Any
    say: dict[str, Any]
    address: str
    judges: bool
    unwanted: frozenset[int]  # whom the viewer blocked


def shown_posts(rows: Sequence[Any], thread: Any, viewer: Any) -> list[PostShown]:
    """One statement for all authors."""
    briefs, address = people.briefs(row.author_id for row in rows), threads.address(thread)
    judges = offering.named(thread.kind).answered and author_or_moderator(viewer, thread)
    page = Page(thread, viewer, words(), address, judges, ties.blocked_by(viewer))
    bylines = {author_id: _byline(brief) for author_id, brief in briefs.items()}
    nobody = _nobody(page)
    return [_shown(row, page, bylines.get(row.author_id, nobody)) for row in rows]


@lru_cache(maxsize=4096)
def _byline(author: Any) -> dict[str, Any]:
    face = face_of(author)
    return {
        "author_url": f"/@{author.handle}", "author_name": escape(author.name), "author_handle": author.handle,
        "author_title": escape(author.title), "author_image": escape(face.image or ""),
        "author_letters": escape(face.letters), "hue": face.hue,
    }  # fmt: skip


def _nobody(page: Page) -> dict[str, Any]:
    face = face_of(None)
    return {
        "author_url": escape(page.address), "author_name": page.say["nobody"], "author_handle": "", "author_title": "",
        "author_image": "", "author_letters": face.letters, "hue": face.hue,
    }  # fmt: skip


def _shown(row: Any, page: Page, byline: dict[str, Any]) -> PostShown:
    thread, viewer, act_url = page.thread, page.viewer, f"/posts/{row.id}"
    own = viewer.signed_in and viewer.id == row.author_id
    accepted, judged = thread.accepted_post_id == row.id, page.judges and row.position > 1
    covered, held = row.hidden_at or row.deleted_at, row.held_at is not None
    open_to_all = not (covered or held)
    counts = row.reactions if open_to_all else {}
    texts = {
        **byline,
        "id": row.id,
        "position": row.position,
        "act_url": act_url,
        "html": _html(row, page),
        "created_iso": row.created_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "created_text": day_of(row.created_at, page.say["language"]),
        "history_url": f"{act_url}/history" if row.edited_at else "",
        "quote_url": f"/t/{thread.id}/reply?quote={row.id}" if open_to_all and not thread.closed_at else "",
        "menu_url": f"{act_url}/menu" if viewer.signed_in else "",
        "origin": origin_of(row.origin, page.say) if open_to_all else "",
        **{kind: figure(count, page.say["language"]) for kind, count in counts.items() if count},
    }  # fmt: skip
    flags = {
        "staff": byline["author_title"] != "",
        "edited": row.edited_at is not None,
        "accepted": accepted,
        "held": held,
        "own": own,
        "may_accept": judged and open_to_all and thread.accepted_post_id is None,
        "may_unaccept": judged and accepted,
        "offered": _reactions(counts, row.mine, open_to_all and viewer.signed_in and not own),
    }
    return PostShown(texts, flags)


def _html(row: Any, page: Page) -> Markup:
    if row.hidden_at or row.deleted_at:
        return _covered(row, page.viewer, page.say)
    return _folded(row, page.say) if row.author_id in page.unwanted else row.html


def _folded(row: Any, say: dict[str, Any]) -> Markup:
    """The words of somebody the reader blocked, one press away."""
    folded = Markup('<details class="more"><summary>{}</summary><div>{}</div></details>')
    return folded.format(say["blocked"], Markup(row.html))  # noqa: S704 - cleaned when it was written


def _covered(row: Any, viewer: Any, say: dict[str, Any]) -> Markup:
    """What is out of sight leaves one quiet line to its author; staff may open it."""
    line = Markup('<p class="soft">{}</p>').format(say["hidden" if row.hidden_at else "deleted"])
    if not viewer.staff:
        return line
    opened = Markup('<details class="more"><summary>{}</summary><div>{}</div></details>')
    return line + opened.format(say["show"], Markup(row.html))  # noqa: S704 - cleaned when it was written


def _reactions(
    counts: dict[str, int], mine: str | None, offered: bool
) -> tuple[tuple[str, bool], ...]:
    """Those that were given, and always a heart to press; (kind, whether it is the viewer's)."""
    if not counts and not offered:
        return ()
    return tuple(
        [
            (kind, mine == kind)
            for kind in reactions.KINDS
            if counts.get(kind) or (offered and kind == "like")
        ]
    )
