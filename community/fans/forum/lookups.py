"""Having the pages that a post links to asked about themselves, and showing what they said."""

from sqlalchemy import select

from community.commons import previews
from community.kernel.db import db

from . import writing
from .models import Post
from .threads.keeping import touch


def opening_of(thread_id: int) -> int:
    opening = select(Post.id).where(Post.thread_id == thread_id, Post.position == 1)
    return db.session.scalar(opening) or 0


def waiting(post_id: int) -> list[str]:
    """The addresses in it that nobody has asked yet."""
    post = db.session.get(Post, post_id)
    if post is None or "://" not in post.source:
        return []
    return previews.unknown(previews.alone(_plain(post)))


def look_up_links(post_id: int) -> None:
    """Asks other machines, so no transaction is open meanwhile; what was edited since is rendered as it is now."""
    addresses = waiting(post_id)
    db.session.commit()
    for address in addresses:
        previews.look_up(address)
        db.session.commit()
    _show(post_id)
    db.session.commit()


def _show(post_id: int) -> None:
    post = db.session.get(Post, post_id, populate_existing=True, with_for_update=True)
    if post is None or not post.source:
        return
    html = writing.dressed(_plain(post))
    if html != post.html:
        post.html = html
        touch(post.thread_id)


def _plain(post: Post) -> str:
    return writing.render(post.source, post.source_format).html
