"""Mails leave when the mail server lets them: no page waits for it, none is lost, each has one Message-ID."""

import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, update

from community.kernel import clock, jobs, outbox, worker
from community.kernel.application import Application
from community.kernel.db import db, reading
from community.kernel.jobs import JobRow
from community.kernel.outbox import OutgoingMail
from tests.kernel.bakery import bake, eventually, written
from tests.real.mail_server import MailServer


@pytest.fixture
def bakery_with_mail(
    bakery: Application, smtp: MailServer, monkeypatch: pytest.MonkeyPatch
) -> Application:
    config = bakery.extensions["config"].model_copy(update={"smtp_url": smtp.url + "?timeout=5"})
    monkeypatch.setitem(bakery.extensions, "config", config)
    return bakery


@pytest.fixture
def worker_at_work(
    bakery_with_mail: Application, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setattr(worker, "PAUSE", 0.05)
    stopped = threading.Event()
    thread = threading.Thread(target=worker.work, args=(bakery_with_mail, stopped))
    thread.start()
    yield
    stopped.set()
    thread.join()


def write(number: int = 1) -> None:
    for each in range(number):
        outbox.post(
            f"fan{each}@fans.example", "Bread", "The bread is ready.", "<p>The bread is ready.</p>"
        )
    db.session.commit()


def waiting() -> int:
    with reading():
        number = db.session.scalar(select(func.count()).select_from(OutgoingMail)) or 0
        db.session.rollback()
    return number


def try_again() -> None:
    db.session.rollback()
    db.session.execute(update(JobRow).values(run_at=clock.now()))
    db.session.commit()
    jobs.work_once("tests")


def test_a_mail_leaves_once_and_is_forgotten(
    bakery_with_mail: Application, smtp: MailServer
) -> None:
    with bakery_with_mail.app_context():
        write(3)
        jobs.work_once("tests")
        jobs.work_once("tests")
        assert sorted(letter.recipients[0] for letter in smtp.letters) == [
            f"fan{each}@fans.example" for each in range(3)
        ]
        assert waiting() == 0


def test_a_mail_vanishes_with_what_caused_it(
    bakery_with_mail: Application, smtp: MailServer
) -> None:
    with bakery_with_mail.app_context():
        outbox.post("fan@fans.example", "Bread", "The bread is ready.")
        db.session.rollback()
        jobs.work_once("tests")
        assert not smtp.letters


def test_k3_no_mail_is_lost_while_the_server_says_later(
    bakery_with_mail: Application, smtp: MailServer
) -> None:
    smtp.refuse = "451 Come back later"
    with bakery_with_mail.app_context():
        write(2)
        for _ in range(3):
            try_again()
        assert waiting() == 2
        assert not smtp.letters
        smtp.refuse = ""
        try_again()
        assert len(smtp.letters) == 2
        assert waiting() == 0


def test_k3_no_mail_is_lost_while_the_server_is_gone(
    bakery_with_mail: Application, smtp: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = bakery_with_mail.extensions["config"]
    gone = reached.model_copy(update={"smtp_url": "smtp://127.0.0.1:1"})
    with bakery_with_mail.app_context():
        monkeypatch.setitem(bakery_with_mail.extensions, "config", gone)
        write()
        try_again()
        assert waiting() == 1
        monkeypatch.setitem(bakery_with_mail.extensions, "config", reached)
        try_again()
        assert len(smtp.letters) == 1


def test_k3_a_connection_cut_after_data_makes_one_message(
    bakery_with_mail: Application, smtp: MailServer
) -> None:
    with bakery_with_mail.app_context():
        write()
        known = db.session.scalar(select(OutgoingMail.message_id))
        db.session.rollback()
        smtp.cut = True
        try_again()
        assert waiting() == 1
        smtp.cut = False
        try_again()
        assert [letter.message["Message-ID"] for letter in smtp.letters] == [known]
        assert waiting() == 0


def test_a_mail_that_is_refused_for_good_is_given_up(
    bakery_with_mail: Application, smtp: MailServer
) -> None:
    smtp.refuse = "550 No such person"
    with bakery_with_mail.app_context():
        write()
        try_again()
        assert waiting() == 0
        assert jobs.waiting_count() == 0


def test_k3_nothing_waits_for_a_slow_mail_server(
    bakery_with_mail: Application, smtp: MailServer, worker_at_work: None
) -> None:
    smtp.slow = 1.5
    with bakery_with_mail.app_context():
        started = time.perf_counter()
        write(2)
        jobs.enqueue(bake, number=7)
        db.session.commit()
        assert time.perf_counter() - started < 0.5
        assert eventually(lambda: baked() == [7], 1.4)
        assert not smtp.letters
        assert eventually(lambda: len(smtp.letters) == 2 and waiting() == 0)


def baked() -> list[int | None]:
    with reading():
        found = written("baked")
        db.session.rollback()
    return found
