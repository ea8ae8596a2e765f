"""Fans write while the processes of the product are killed: what was answered is kept, and nothing is doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from flask import Flask, current_app
from sqlalchemy import func, select, text

from community import paths
from community.commons.notifications.models import Notification
from community.commons.search import refreshing
from community.fans.forum import Post, boards, posts, threads
from community.kernel import clock, jobs
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from tests.cast import Cast
from tests.real.processes import die_with_parent
from tests.safety.asking import Reader
from tests.safety.product import word_of

KILLS = 20
HERE = "http://127.0.0.1:8000"


class Product:
    """`begin("work")` and `begin("write")` start a process more and give its number."""

    def __init__(self, app: Flask):
        self.config = app.extensions["config"]
        command = [sys.executable, "-m", "tests.safety.product"]
        self.process = subprocess.Popen(
            [*command, str(self.config.data), self.config.database], cwd=paths.ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=die_with_parent,
        )  # fmt: skip
        self.begun: list[int] = []

    def begin(self, what: str) -> int:
        self.process.stdin.write(f"{what}\n")  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]
        self.begun.append(int(self.process.stdout.readline()))  # type: ignore[union-attr]
        return self.begun[-1]

    @property
    def answered(self) -> list[int]:
        file = self.config.data / "answered"
        return [int(line) for line in file.read_text().splitlines()] if file.exists() else []

    def kill(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pid in self.begun:
            self.kill(pid)
        (self.config.data / "answered").unlink(missing_ok=True)


@pytest.fixture
def product(app: Flask, cast: Cast) -> Iterator[Product]:
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    assert cast.fan
    threads.start(board, "Which wax?", "It is cold.", by=cast.second_fan, at=clock.now())
    db.session.commit()
    product = Product(app)
    yield product
    product.end()


@pytest.mark.slow
@pytest.mark.databases
def test_k1_twenty_kills_while_fans_write_lose_and_double_nothing_a_fan_could_see(
    product: Product, mails: Callable[[], list], cast: Cast
) -> None:
    fan, worker = product.begin("write"), product.begin("work")
    for kill in range(KILLS):
        time.sleep(random.uniform(0.05, 0.4))
        product.kill(worker)
        if kill % 2:
            product.kill(fan)
            fan = product.begin("write")
        free_leases()
        worker = product.begin("work")
    until(lambda: len(product.answered) > 2 * KILLS)
    product.kill(fan)
    answered = product.answered
    until(nothing_is_left_to_do)
    numbers = [number for number in range(len(answered) + 1) if kept(number)]
    assert answered == list(range(len(answered))), "each number is answered once"
    assert numbers[: len(answered)] == answered, "what was answered is kept"
    assert all(kept(number) == 1 for number in numbers), "no form makes two posts"
    assert counters_are_right()
    assert told_once(numbers, cast)
    assert letters_of(mails) == dict.fromkeys(places_of(numbers), 1)
    assert found_once(numbers)
    assert not [row.name for row in jobs.dead_letters() if not row.name.endswith(".refresh")]


def kept(number: int) -> int:
    return len(posts_of(number))


def posts_of(number: int) -> list[Post]:
    return list(db.session.scalars(select(Post).where(Post.source.startswith(word_of(number)))))


def places_of(numbers: list[int]) -> list[str]:
    """The addresses that the letters about these posts lead to."""
    return [
        posts.address(threads.one(post.thread_id), post)
        for number in numbers
        for post in posts_of(number)
    ]


def counters_are_right() -> bool:
    rows = db.session.execute(
        text(
            "SELECT threads.posts_count, count(*), max(posts.position), threads.last_position FROM threads"
            " JOIN posts ON posts.thread_id = threads.id GROUP BY threads.id, threads.posts_count, threads.last_position"
        )
    ).all()
    whole = db.session.execute(
        text("SELECT sum(threads_count), sum(posts_count) FROM boards")
    ).one()
    right = all(counted == there == last == highest for counted, there, highest, last in rows)
    return right and tuple(whole) == (len(rows), sum(row[1] for row in rows))


def told_once(numbers: list[int], cast: Cast) -> bool:
    db.session.refresh(cast.second_fan)
    rows = db.session.scalars(select(Notification).where(Notification.kind == "mention")).all()
    told = Counter(row.post_id for row in rows)
    wanted = {post.id for number in numbers for post in posts_of(number)}
    once = all(row.count == 1 for row in rows) and set(told.values()) == {1}
    unread = select(func.count()).where(
        Notification.account_id == cast.second_fan.id, Notification.read_at.is_(None)
    )
    counted = cast.second_fan.unread_notifications == db.session.scalar(unread)
    return once and set(told) == wanted and counted


def letters_of(mails: Callable[[], list]) -> dict[str, int]:
    """How many letters lead to each post."""
    counted: Counter[str] = Counter()
    for mail in mails():
        plain = mail.get_body(("plain",)).get_content()
        [place] = {
            word.removeprefix(HERE) for word in plain.split() if word.startswith(f"{HERE}/t/")
        }
        counted[place] += 1
    return dict(counted)


def found_once(numbers: list[int]) -> bool:
    stranger = Reader(current_app._get_current_object())  # type: ignore[attr-defined]
    lacking, surplus = refreshing.compare()
    assert (lacking, surplus) == (set(), set())
    for number in random.sample(numbers, 10):
        page = stranger.get(f"/search?q={word_of(number)}")
        assert page.status == 200
        assert f"/t/{posts_of(number)[0].thread_id}/" in page.text
    return True


def nothing_is_left_to_do() -> bool:
    db.session.rollback()
    free_leases()
    left = "SELECT (SELECT count(*) FROM outgoing_mails) + (SELECT count(*) FROM search_marks)"
    due = select(jobs.JobRow.id).where(
        jobs.JobRow.failed_at.is_(None), jobs.JobRow.run_at <= clock.now()
    )
    waiting = (db.session.scalar(text(left)), db.session.scalars(due).first())
    db.session.rollback()
    return waiting == (0, None)


def free_leases() -> None:
    """In place of the five minutes until a dead worker's leases run out."""
    dead = clock.now()
    db.session.execute(
        db.update(jobs.JobRow).where(jobs.JobRow.lease.is_not(None)).values(leased_until=dead)
    )
    db.session.commit()


def until(claim: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < end, "there is still work"
        time.sleep(0.2)
