"""Whether somebody may see one of several posts: asked for every picture in them."""

from typing import Any

from sqlalchemy import and_, or_, select

from community.fans.forum import counts
from community.fans.forum.models import Post, Thread
from community.fans.forum.threads.finding import open_to
from community.kernel.db import db
from community.kernel.slots import MediaPlace


def any_open(post_ids: list[int], actor: Any) -> bool:
    """As `visible_to` has it: what everybody sees, one's own, and for staff all."""
    query = select(Post.id).join(Thread, Thread.id == Post.thread_id)
    query = query.where(Post.id.in_(post_ids), open_to(actor))
    if not actor.staff:
        in_sight = and_(*counts.visible())
        own = Post.author_id == actor.id
        query = query.where(or_(in_sight, own) if actor.signed_in else in_sight)
    return db.session.scalar(query.limit(1)) is not None


MEDIA = MediaPlace("post", any_open)
