"""Who is told what: everybody once for one post, and only those who may see it."""

import re
from datetime import timedelta

from sqlalchemy import select

from community.commons import notifications
from community.kernel import clock
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import NotificationKind
from community.people import ties

from . import boards, follows, people, posts, threads, writing
from .models import Post, Thread

NEWS_FOR = timedelta(days=3)
QUOTED = re.compile(r"^> .*\]\(/t/(\d{1,18})/[^)\s]*?(?:/(\d{1,9}))?\)", re.MULTILINE)


def of_thread(thread_id: int) -> None:
    """A new thread: who is named in it, who watches its board, who watches its author."""
    thread = threads.one(thread_id)
    opening = _post_at(thread.id, 1)
    if opening and _is_news(opening, thread):
        watching = follows.followers("board", thread.board_id)
        _tell_each(
            opening,
            thread,
            [
                ("mention", _named(opening)),
                ("thread", watching),
                ("person", ties.watchers(thread.author_id)),
            ],
        )


def of_reply(post_id: int) -> None:
    """A reply: who is named, quoted, answered, then who watches the thread."""
    post = db.session.get(Post, post_id)
    thread = threads.one(post.thread_id) if post else None
    if post and thread and _is_news(post, thread):
        answered = _author_at(thread.id, post.reply_to)
        watching = follows.followers("thread", thread.id)
        _tell_each(
            post, thread,
            [("mention", _named(post)), ("quote", _quoted(post)), ("reply", answered | watching)],
        )  # fmt: skip


def of_answer(post_id: int, by: int | None) -> None:
    post, thread = _both(post_id)
    if post and thread and post.visible:
        _notify({post.author_id}, "accepted", post, thread, by)


def of_reaction(post_id: int, by: int | None) -> None:
    """Several reactions to one post become one line."""
    post, thread = _both(post_id)
    if post and thread and post.visible:
        _notify({post.author_id}, "reaction", post, thread, by)


def of_kind(account_ids: set[int], kind: str, thread: Thread, by: int | None) -> None:
    """Something happened to what the thread's kind keeps: told to those who may still see it."""
    wanted = follows.without_those_who_muted(account_ids, thread.id, thread.board_id)
    if not thread.hidden_at:
        notifications.notify(
            _who_may_see(wanted, thread.board_id), kind, url=f"{threads.address(thread)}#kind",
            title=thread.title, by=by, thread_id=thread.id,
        )  # fmt: skip


def take_back_post(post_id: int) -> None:
    notifications.withdraw(post_id=post_id)


def take_back_thread(thread_id: int) -> None:
    notifications.withdraw(thread_id=thread_id)


def _tell_each(post: Post, thread: Thread, reasons: list[tuple[str, set[int]]]) -> None:
    """The first reason that fits somebody counts."""
    told: set[int] = {post.author_id}
    for kind, account_ids in reasons:
        _notify(account_ids - told, kind, post, thread, post.author_id)
        told |= account_ids


def _notify(account_ids: set[int], kind: str, post: Post, thread: Thread, by: int | None) -> None:
    wanted = follows.without_those_who_muted(account_ids, thread.id, thread.board_id)
    of_one_post = kind in ("reaction", "accepted", "mention", "quote")
    notifications.notify(
        _who_may_see(wanted, thread.board_id), kind, url=posts.address(thread, post), title=thread.title, by=by,
        thread_id=thread.id, post_id=post.id if of_one_post else None,
    )  # fmt: skip


def _who_may_see(account_ids: set[int], board_id: int) -> set[int]:
    if boards.public(board_id) or not account_ids:
        return account_ids
    found = people.briefs(account_ids).values()
    return {
        each.id
        for each in found
        if boards.open_to_roles(board_id, frozenset(each.roles_text.split()))
    }


def _is_news(post: Post, thread: Thread) -> bool:
    return post.visible and not thread.hidden_at and post.created_at > clock.now() - NEWS_FOR


def _named(post: Post) -> set[int]:
    handles = writing.render(post.source, post.source_format).mentions
    return {account.id for account in people.named(handles).values()}


def _quoted(post: Post) -> set[int]:
    found = {(int(thread), int(position or 1)) for thread, position in QUOTED.findall(post.source)}
    return set().union(*(_author_at(*each) for each in sorted(found)[:10]))


def _author_at(thread_id: int, position: int | None) -> set[int]:
    post = _post_at(thread_id, position) if position else None
    return {post.author_id} if post and post.visible else set()


def _post_at(thread_id: int, position: int) -> Post | None:
    return db.session.scalars(
        select(Post).where(Post.thread_id == thread_id, Post.position == position)
    ).first()


def _both(post_id: int) -> tuple[Post | None, Thread | None]:
    post = db.session.get(Post, post_id)
    return post, threads.one(post.thread_id) if post else None


QUIETER = (_l("Only tell me of this thread when I am named"), "/t/{thread}/following", "normal")
PEACE = (_l("Leave me in peace about this thread"), "/t/{thread}/following", "muted")

# The labels' places are filled with who did it and the thread's title.
KINDS = [
    NotificationKind(
        "reply",
        _l("%(who)s replied in “%(title)s”"),
        _l("You follow this thread."),
        icon="message",
        lower=QUIETER,
    ),
    NotificationKind(
        "mention",
        _l("%(who)s named you in “%(title)s”"),
        _l("Somebody named you."),
        icon="at",
        lower=PEACE,
    ),
    NotificationKind(
        "quote",
        _l("%(who)s quoted you in “%(title)s”"),
        _l("Somebody quoted you."),
        icon="quote",
        lower=PEACE,
    ),
    NotificationKind(
        "thread", _l("%(who)s started “%(title)s”"), _l("You follow this board."), icon="discussion"
    ),
    NotificationKind(
        "person", _l("%(who)s started “%(title)s”"), _l("You follow this person."), icon="user-plus"
    ),
    NotificationKind(
        "accepted",
        _l("%(who)s accepted your answer in “%(title)s”"),
        _l("Your answer helped."),
        icon="solved",
        lower=PEACE,
    ),
    NotificationKind(
        "still-works",
        _l("Does the answer to “%(title)s” still work?"),
        _l("You took an answer a while ago, and others find it by search."),
        icon="refresh",
    ),
    NotificationKind(
        "reaction",
        _l("%(who)s reacted to your post in “%(title)s”"),
        _l("Somebody liked what you wrote."),
        mail=False,
        icon="like",
        lower=PEACE,
    ),
]
