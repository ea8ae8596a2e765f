"""Links and quotes keep leading to the post they meant, wherever it stands now."""

import re

from sqlalchemy import Select, or_, select

from community.fans.forum import threads
from community.fans.forum.models import Post, Thread
from community.kernel.db import db

from .places import Place

LINK = re.compile(
    r"(?<![\w.])/t/(\d{1,17})/([^\s/\"'()<>#?&]+)(?:/(\d{1,9}))?(?:#p(\d{1,9}))?", re.ASCII
)


def lead_on(moved: dict[Place, Place]) -> None:
    """Write anew every link to a post that moved; a number that is used again would mislead."""
    moved = {old: new for old, new in moved.items() if old != new}
    slugs = dict(
        db.session.execute(
            select(Thread.id, Thread.slug).where(Thread.id.in_({new[0] for new in moved.values()}))
        ).all()
    )
    touched = set()
    for post in db.session.scalars(_naming({old[0] for old in moved})):
        source, html = (_led_on(text, moved, slugs) for text in (post.source, post.html))
        if (source, html) != (post.source, post.html):
            post.source, post.html = source, html
            touched.add(post.thread_id)
    db.session.flush()
    for thread_id in sorted(touched):
        threads.touch_page(thread_id)


def _naming(thread_ids: set[int]) -> Select[Post]:
    named = [Post.html.contains(f"/t/{each}/") for each in sorted(thread_ids)]
    return select(Post).where(or_(*named)).order_by(Post.id)


def _led_on(text: str, moved: dict[Place, Place], slugs: dict[int, str]) -> str:
    def anew(link: re.Match[str]) -> str:
        thread_id, _slug, position, mark = link.groups()
        new = moved.get((int(thread_id), int(mark or position or 1)))
        if not new:
            return link[0]
        return f"/t/{new[0]}/{slugs[new[0]]}" + (f"/{new[1]}" if new[1] > 1 else "")

    return LINK.sub(anew, text)
