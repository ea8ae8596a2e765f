"""Edit a post; what it said before is kept."""

from datetime import timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import select

from community.fans.forum import attaching, indexing, offering, writing
from community.fans.forum.events import PostEdited, PostHeld
from community.fans.forum.models import Post, PostVersion, Thread
from community.fans.forum.permissions import author
from community.fans.forum.refusals import EditConflict, EditTooLate
from community.fans.forum.threads import sight
from community.fans.forum.threads.keeping import touch
from community.kernel import audit, clock, text
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.permissions import may, require
from community.kernel.refusals import NotFound

from .replying import refuse_closed
from .sight import show_as

SILENT_FOR = timedelta(minutes=5)
SILENT_UNDER = 100
LONGEST_REASON = 200


def edit(
    post: Post, source: str, *, by: Any, reason: str = "", base: str = "", right: str = "forum.edit"
) -> None:
    """Give the post another text. Small changes in the first minutes leave no version behind.

    `base` is the `revision` of the text that was changed; EditConflict when it is not the newest any more.
    `right` is another room's where the post is part of something of that room, such as an article.
    """
    require_time(post, by, right)
    db.session.refresh(post, with_for_update=True)
    if base and base != revision(post):
        raise EditConflict()
    written = writing.written(source, kind="post", by=by)
    before = post.markdown
    if written.source == before:
        return
    why = text.clean_line(reason, LONGEST_REASON, empty=True)
    _keep_version(post, before, written.source, by, why)
    if by.id != post.author_id:
        audit.record("post.edit", "post", post.id, by=by, reason=why)
    post.source, post.source_format = written.source, written.format
    post.html, post.renderer = written.html, text.VERSION
    attaching.follow(post, written, by)
    _follow(post, written, by)


def revision(post: Post) -> str:
    """Tells one state of the text from every other."""
    return blake2b(post.markdown.encode(), digest_size=9).hexdigest()


def require_time(post: Post, by: Any, right: str = "forum.edit") -> None:
    if post.deleted_at or (post.hidden_at and not by.staff):
        raise NotFound()
    if post.position == 1 and _shared(thread := db.session.get_one(Thread, post.thread_id)):
        refuse_closed(thread, by)
        require(by, "forum.edit_together", post)
        return
    if author(by, post) and not may(by, right, post) and may(by, right):
        raise EditTooLate()
    require(by, right, post)


def _shared(thread: Thread) -> bool:
    """Whether many write its opening post."""
    return offering.named(thread.kind).shared


def versions(post: Post) -> list[PostVersion]:
    """What the post said before, oldest first."""
    return list(
        db.session.scalars(
            select(PostVersion).where(PostVersion.post_id == post.id).order_by(PostVersion.id)
        )
    )


def _keep_version(post: Post, before: str, source: str, by: Any, reason: str) -> None:
    now = clock.now()
    young = now - post.created_at < SILENT_FOR and by.id == post.author_id
    if young and not post.versions_count and changed_characters(before, source) < SILENT_UNDER:
        return
    db.session.add(PostVersion(post_id=post.id, by_id=by.id, source=before, reason=reason, at=now))
    post.versions_count += 1
    post.edited_at = now


def changed_characters(old: str, new: str) -> int:
    """How much was taken out or put in; cheap for long texts."""
    if abs(len(old) - len(new)) >= SILENT_UNDER:
        return abs(len(old) - len(new))
    return sum(len(change.text) for change in text.diff(old, new) if change.kind != "same")


def _follow(post: Post, written: writing.Written, by: Any) -> None:
    facts = {
        "by": by.id,
        "member_id": by.member_id,
        "thread_id": post.thread_id,
        "post_id": post.id,
    }
    thread = db.session.get_one(Thread, post.thread_id)
    if post.position == 1:
        thread.excerpt = written.excerpt
    db.session.flush()
    if written.held and not post.held_at:
        show_as(post, held_at=clock.now())
        if post.position == 1:
            sight.out_of_sight(thread)
        announce(PostHeld(**facts))
    touch(thread.id)
    indexing.thread_changed(thread.id) if post.position == 1 else indexing.post_changed(post.id)
    announce(PostEdited(**facts))
