"""A few hundred turns, rendered, shaped and kept in one transaction with their keys."""

import json
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import Any

from sqlalchemy import select

from community.edges.transfer import keys
from community.fans.forum import Post, Thread, past, tags
from community.kernel import clock, text
from community.kernel.db import db
from community.people import members

from .people import People
from .staging import REFUSED, STORED, THERE, Staging


@dataclass(frozen=True)
class Bench:
    staging: Staging
    people: People
    source: int
    board_id: int
    language: str
    site: str


class Batch:
    def __init__(self, bench: Bench, waiting: list[Row]) -> None:
        self.bench, self.waiting = bench, waiting
        self.posts: dict[str, past.PastPost] = {}
        self.refused: dict[str, str] = {}

    def bring(self) -> None:
        here = keys.known(self.bench.source, "post", [row["id"] for row in self.waiting])
        fresh = [row for row in self.waiting if row["id"] not in here]
        self.rendered = {row["id"]: told for row in fresh if (told := self._rendered(row))}
        said = [row for row in fresh if row["id"] in self.rendered]
        self.bench.people.enter(
            {row["author"]: (row["author_name"], moment(row["told"])) for row in reversed(said)}
        )
        self.standing = _standing(self.bench.source, said)
        self.threads: dict[int, past.PastThread] = {}
        for row in said:
            self._shape(row)
        past.keep(list(self.posts.values()))
        keys.keep(self.bench.source, "post", {name: post.id for name, post in self.posts.items()})
        members.note_past_contributions(_done(list(self.posts.values())))
        db.session.commit()
        self._settle(list(here))

    def _rendered(self, row: Row) -> Any:
        try:
            shown = (
                text.from_html(row["body"]) if row["format"] == "html" else text.render(row["body"])
            )
        except text.TextTooLong:
            self.refused[row["id"]] = "too_long"
            return None
        except (text.BadText, text.TextMissing):
            shown = None
        if shown is None or not (shown.text.strip() or shown.images):
            self.refused[row["id"]] = "empty"
            return None
        return shown

    def _shape(self, row: Row) -> None:
        answered = self._answered(row["up"])
        if row["up"] and answered is None and not row["alone"]:
            self.refused[row["id"]] = "no_thread"
            return
        account_id, member_id = self.bench.people.of(row["author"])
        rendered = self.rendered[row["id"]]
        self.posts[row["id"]] = past.PastPost(
            thread=answered.thread if answered else self._thread(row, rendered), author_id=account_id,
            member_id=member_id, source=row["body"], format=row["format"], rendered=rendered, at=moment(row["told"]),
            reply_to=answered, origin={"place": self.bench.site, "url": row["url"], "license": ""},
        )  # fmt: skip

    def _answered(self, up: str | None) -> past.PastPost | None:
        if up in self.posts:
            return self.posts[str(up)]
        found = self.standing.get(up or "")
        if found is None:
            return None
        thread = self.threads.setdefault(
            found.thread_id, past.PastThread(id=found.thread_id, board_id=found.board_id)
        )
        return past.PastPost(
            thread=thread, author_id=0, member_id=0, source="", at=found.created_at, id=found.id, position=found.position
        )  # fmt: skip

    def _thread(self, row: Row, rendered: Any) -> past.PastThread:
        return past.PastThread(
            board_id=self.bench.board_id, language=self.bench.language, title=title_of(row["title"], rendered.text),
            tags=tuple(text.plain(tag, tags.LONGEST_TAG) for tag in json.loads(row["tags"])), closed_at=moment(row["told"]) if row["closed"] else None,
        )  # fmt: skip

    def _settle(self, here: list[str]) -> None:
        staging = self.bench.staging
        staging.settle(here, THERE)
        staging.settle(self.posts, STORED)
        for name, why in self.refused.items():
            staging.settle([name], REFUSED, why)


def moment(value: str) -> datetime:
    return min(datetime.fromisoformat(value), clock.now())


def title_of(title: str, words: str) -> str:
    """One line of 3 to 200 characters."""
    line = text.excerpt(text.plain(title, 1000), 200) or text.excerpt(words, 80)
    return line if len(line) >= 3 else f"{line} …".strip().ljust(3, ".")


def _standing(source: int, rows: list[Row]) -> dict[str, Any]:
    known = keys.known(source, "post", [row["up"] for row in rows if row["up"]])
    numbers = {number: name for name, number in known.items() if number}
    asked = select(Post.id, Post.position, Post.created_at, Post.thread_id, Thread.board_id)
    found = asked.join(Thread, Thread.id == Post.thread_id).where(Post.id.in_(numbers))
    return {numbers[row.id]: row for row in db.session.execute(found)}


def _done(posts: list[past.PastPost]) -> dict[int, tuple[int, datetime]]:
    done: dict[int, tuple[int, datetime]] = {}
    for post in posts:
        number, last = done.get(post.member_id, (0, post.at))
        done[post.member_id] = (number + 1, max(last, post.at))
    return done
