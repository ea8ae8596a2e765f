"""Having the pages that a post links to asked about themselves, and showing what they said."""

from community.commons import previews
from community.kernel.db import db

from . import writing
from .models import Post
from .threads.keeping import touch


def look_up_links(post_id: int) -> None:
    """Asks other machines, so no transaction is open meanwhile; what was edited since is rendered as it is now."""
    post = db.session.get(Post, post_id)
    waiting = previews.unknown(previews.alone(_plain(post))) if post else []
    db.session.commit()
    for address in waiting:
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
