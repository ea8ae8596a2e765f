"""Many browsers in one moment against the served community: the database decides, once."""

import secrets
from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask

from community.kernel.db import db
from community.people import accounts
from community.people.accounts import pending, providers
from community.people.accounts.providers import Profile
from tests.browser.running import Running
from tests.safety.served import Member, at_once

FANS = ("dave_from_leeds", "kjetil.s", "mogul_maria", "ollie_w", "fell_fiona")


@pytest.fixture
def member(house: Flask, running: Running) -> Callable[..., Member]:
    def of(handle: str = "", **held: object) -> Member:
        with house.app_context():
            account = accounts.find(handle=handle) if handle else None
        return Member(house, running.url, account.id if account else None, **held)

    return of


@pytest.fixture
def post_id(running: Running) -> int:
    """A post of a public question that none of the fans has written or liked."""
    names = ", ".join("?" * len(FANS))
    return running.asked(
        "select p.id from posts p join threads t on t.id = p.thread_id join boards b on b.id = t.board_id"
        " where b.slug = 'running' and t.hidden_at is null and p.hidden_at is null and p.deleted_at is null"
        f" and p.author_id not in (select id from accounts where handle in ({names}))"
        f" and p.id not in (select post_id from reactions where account_id in (select id from accounts where handle in ({names})))"
        " order by p.id desc limit 1",
        *FANS, *FANS,
    )[0][0]  # fmt: skip


def test_h1_thirty_likes_in_one_moment_are_five(
    member: Callable[..., Member], post_id: int, running: Running
) -> None:
    before = running.asked("select count(*) from reactions where post_id = ?", post_id)[0][0]
    likes = [
        (lambda one=one: one.post(f"/posts/{post_id}/reactions", kind="like"))
        for one in (member(handle) for handle in FANS)
        for _ in range(6)
    ]
    told = at_once(likes)
    assert all(status < 500 for status in told), Counter(told)
    rows = running.asked("select count(*) from reactions where post_id = ?", post_id)[0][0]
    counted = running.asked(
        "select sum(value) from posts, json_each(posts.reactions) where posts.id = ?", post_id
    )[0][0]
    assert rows == before + len(FANS) == counted


def test_h2_of_two_moderators_one_decides(member: Callable[..., Member], running: Running) -> None:
    item, version = running.asked(
        "select id, version from review_items where closed_at is null limit 1"
    )[0]
    before = running.asked("select count(*) from decisions")[0][0]
    staff = [member("ingrid"), member("lars")]
    told = at_once(
        [
            (lambda one=one: one.post(f"/staff/review/{item}/decision", action="hide", reason="spam", version=version))
            for one in staff * 3
        ]
    )  # fmt: skip
    assert Counter(told)[303] == 1, told
    assert set(told) <= {303, 409, 404}
    assert running.asked("select count(*) from decisions")[0][0] == before + 1


def test_h2_of_many_answers_accepted_at_once_one_wins(
    member: Callable[..., Member], running: Running
) -> None:
    asker, title = member("fell_fiona"), f"Which of them {secrets.token_hex(4)}?"
    asker.post("/t", board="running", kind="question", title=title, body="Say.", submission=title)
    thread = running.asked("select id from threads where title = ?", title)[0][0]
    for handle in FANS[:3]:
        member(handle).post(f"/t/{thread}/posts", body="This one.", submission=secrets.token_hex(8))
    answers = running.asked("select id from posts where thread_id = ? and position > 1", thread)
    assert len(answers) == 3
    told = at_once(
        [(lambda each=each: asker.post(f"/posts/{each[0]}/answer")) for each in answers * 3]
    )
    assert all(status < 500 for status in told), told
    assert running.asked("select count(*) from acceptances where thread_id = ?", thread) == [(1,)]


def test_h4_one_handle_is_taken_once(member: Callable[..., Member], running: Running) -> None:
    strangers = [member() for _ in range(12)]
    told = at_once(
        [
            (
                lambda one=one, number=number: one.post(
                    "/sign-up", email=f"twin{number}@example.net", password="nobody else would say this", handle="the.only.one", language="en", next="/"
                )
            )
            for number, one in enumerate(strangers)
        ]
    )  # fmt: skip
    assert all(status < 500 for status in told), told
    assert running.asked("select count(*) from accounts where handle = 'the.only.one'")[0][0] == 1
    assert Counter(told)[303] == 1, told


def test_h4_one_address_is_one_account(member: Callable[..., Member], running: Running) -> None:
    strangers = [member() for _ in range(10)]
    told = at_once(
        [
            (
                lambda one=one, number=number: one.post(
                    "/sign-up", email="same@example.net", password="nobody else would say this", handle=f"same_{number}", language="en", next="/"
                )
            )
            for number, one in enumerate(strangers)
        ]
    )  # fmt: skip
    assert all(status in (303, 409, 422) for status in told), told
    assert (
        running.asked("select count(*) from accounts where email = 'same@example.net'")[0][0] == 1
    )


def test_h4_the_first_sign_in_of_one_login_makes_one_account(
    member: Callable[..., Member], house: Flask, running: Running
) -> None:
    subject = f"twin-{secrets.token_hex(4)}"
    issuer = providers_issuer(house)
    browsers = [
        member(pending_sign_in={"secret": kept_sign_in(house, issuer, subject), "next": "/"})
        for _ in range(6)
    ]
    told = at_once(
        [
            (lambda one=one, number=number: one.post("/sign-in/fjordbook/consent", handle=f"twin_{number}", language="en", field=["name"]))
            for number, one in enumerate(browsers)
        ]
    )  # fmt: skip
    assert all(status < 500 for status in told), told
    assert running.asked("select count(*) from identities where subject = ?", subject)[0][0] == 1
    assert (
        running.asked("select count(*) from accounts where handle like 'twin\\_%' escape '\\'")[0][
            0
        ]
        == 1
    )
    assert Counter(told)[303] == 1, told


def test_h7_one_form_sent_ten_times_is_one_post(
    member: Callable[..., Member], running: Running
) -> None:
    thread = open_thread(running)
    fan, word = member("mogul_maria"), f"only-once-{secrets.token_hex(4)}"
    told = at_once(
        [lambda: fan.post(f"/t/{thread}/posts", body=f"Say it {word}", submission=word)] * 10
    )
    assert all(status < 500 for status in told), told
    assert running.asked("select count(*) from posts where source like ?", f"%{word}%")[0][0] == 1
    retried = fan.post(f"/t/{thread}/posts", body=f"Say it {word}", submission=word)
    assert retried.status_code == 303
    assert running.asked("select count(*) from posts where source like ?", f"%{word}%")[0][0] == 1


def test_h7_one_thread_form_sent_ten_times_is_one_thread(
    member: Callable[..., Member], running: Running
) -> None:
    fan, word = member("ollie_w"), f"once{secrets.token_hex(4)}"
    fields = {
        "board": "running",
        "kind": "discussion",
        "title": f"Only {word}",
        "tags": "",
        "body": "Is it one?",
        "submission": word,
    }
    told = at_once([lambda: fan.post("/t", **fields)] * 8)
    assert all(status < 500 for status in told), told
    assert running.asked("select count(*) from threads where title = ?", f"Only {word}")[0][0] == 1


def test_h4_one_title_of_many_is_many_threads_with_an_address_each(
    member: Callable[..., Member], running: Running
) -> None:
    title = f"The same words {secrets.token_hex(4)}"
    told = at_once(
        [
            (lambda one=one: one.post("/t", board="running", kind="discussion", title=title, body="Mine.", submission=secrets.token_hex(8)))
            for one in (member(handle) for handle in FANS)
        ]
    )  # fmt: skip
    assert told == [303] * len(FANS)
    assert running.asked("select count(distinct id) from threads where title = ?", title)[0][
        0
    ] == len(FANS)


def open_thread(running: Running) -> int:
    return running.asked(
        "select t.id from threads t join boards b on b.id = t.board_id where b.slug = 'running' and t.hidden_at is null"
        " and t.kind = 'discussion' and t.id not in (select thread_id from closures) limit 1"
    )[0][0]


def providers_issuer(house: Flask) -> str:
    with house.app_context():
        return providers.named("fjordbook").issuer


def kept_sign_in(house: Flask, issuer: str, subject: str) -> str:
    with house.app_context():
        secret = pending.keep(
            providers.named("fjordbook"), issuer, Profile(subject, {"name": "Twin"})
        )
        db.session.commit()
        return secret
