"""What is worth a second thought before a reply is sent; nothing of it stops anybody."""

from typing import Any

from sqlalchemy import select

from community.kernel import clock, settings, text
from community.kernel.db import db
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Refusal

from . import counts, writing
from .models import Post

ALONE = 3
MANY_LINKS = 5


def before_reply(thread: Any, source: str, by: Any) -> list[str]:
    """Sentences for this reader; `thread` needs id and last_posted_at."""
    days = (clock.now() - thread.last_posted_at).days
    said = []
    if days >= settings.read("forum.old_days"):
        said.append(
            _(
                "Nobody has written here for %(days)s days. If yours is a new question, a new thread finds more readers.",
                days=days,
            )
        )
    if by.signed_in and _only_you(thread.id, by):
        said.append(
            _("The last posts here are all yours. Give others a moment, or edit what you said.")
        )
    return said + before_text(source, by)


def before_text(source: str, by: Any) -> list[str]:
    """The limits of this writer, said while there is time to change the text."""
    try:
        rendered = writing.render(source)
        writing.keep_to_level(rendered, by)
    except (Refusal, text.BadText) as refusal:
        return [str(refusal)]
    if len(rendered.links) > MANY_LINKS:
        return [_("These are many links. Say beside each what it is for, and readers will follow.")]
    return []


def _only_you(thread_id: int, by: Any) -> bool:
    newest = (
        select(Post.author_id)
        .where(Post.thread_id == thread_id, *counts.visible())
        .order_by(Post.position.desc())
        .limit(ALONE)
    )
    authors = list(db.session.scalars(newest))
    return len(authors) == ALONE and set(authors) == {by.id}
