"""The threads: who said what, when, and how others took it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.fans.forum import Board, Thread, past, threads
from community.kernel import clock
from community.kernel.db import db
from community.people import members
from community.people.accounts import Account

from . import content

PINNED = {"001-start-here": 371.9, "053-recall-kram-110-b7": 74.2}


@dataclass(frozen=True)
class Said:
    """A written post beside what became of it."""

    written: dict[str, Any]
    post: past.PastPost
    file: str


def hold(
    who: dict[str, Account], boards: dict[str, Board], comments: list[Said], now: datetime
) -> list[Said]:
    """Keep every thread, and the comments on articles; gives all posts in the order of time."""
    said = list(comments)
    for file, written in content.read_all("threads").items():
        thread = past.PastThread(
            board_id=boards[written["board"]].id, title=written["title"], kind=written["kind"],
            language=written["language"], tags=tuple(written["tags"]), views=written["views"],
        )  # fmt: skip
        begun = now - content.days(written["start_days_ago"])
        said += converse(file, thread, written["post"], begun, who, now)
    said.sort(key=lambda each: each.post.at)
    past.keep([each.post for each in said], follow=True)
    _pin(said, who, now)
    _count_contributions([each.post for each in said])
    return said


def converse(
    file: str,
    thread: past.PastThread,
    written: list[dict[str, Any]],
    begun: datetime,
    who: dict[str, Account],
    now: datetime,
) -> list[Said]:
    """The posts of one thread; each `after` counts from the post before."""
    told: list[Said] = []
    at = begun
    for place, each in enumerate(written, 1):
        at = min(at + content.delay(each["after"]), now)
        post = _post(f"{file}/{place}", thread, each, at, who, now)
        if "reply_to" in each:
            post.reply_to = told[each["reply_to"] - 1].post
        told.append(Said(each, post, file))
    _accept(told, now)
    return told


def _accept(told: list[Said], now: datetime) -> None:
    for each in told:
        if each.written.get("accepted"):
            asked = told[0].post
            taken = content.some_time_after(
                each.post.at, now, content.chance(each.file, "taken"), 5
            )
            each.post.accepted_by = (asked.author_id, asked.member_id, taken)


def _post(
    about: str,
    thread: past.PastThread,
    each: dict[str, Any],
    at: datetime,
    who: dict[str, Account],
    now: datetime,
) -> past.PastPost:
    author, luck = who[each["author"]], content.chance(about)
    post = past.PastPost(
        thread=thread,
        author_id=author.id,
        member_id=author.member_id,
        source=each["body"].strip(),
        at=at,
    )
    post.reactions = tuple(
        (who[handle].id, who[handle].member_id, kind, content.some_time_after(at, now, luck, 9))
        for kind, handles in each.get("reactions", {}).items()
        for handle in handles
    )
    if "previous_body" in each:
        post.edited_at = min(at + content.delay(each["edited_after"]), now)
        post.versions = (
            past.PastVersion(each["previous_body"].strip(), post.edited_at, author.id),
        )
    return post


def _pin(said: list[Said], who: dict[str, Account], now: datetime) -> None:
    for each in said:
        if each.file in PINNED and each.post.position == 1:
            with clock.past(now - content.days(PINNED[each.file])):
                threads.pin(db.session.get_one(Thread, each.post.thread.id), by=who["ingrid"])


def _count_contributions(posts: list[past.PastPost]) -> None:
    done: dict[int, list[datetime]] = {}
    for post in posts:
        done.setdefault(post.member_id, []).append(post.at)
        for _account, member_id, _kind, at in post.reactions:
            done.setdefault(member_id, []).append(at)
    members.note_past_contributions(
        {each: (len(moments), max(moments)) for each, moments in done.items()}
    )
