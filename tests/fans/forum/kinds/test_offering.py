"""Boards say which kinds they take; each kind is one registration."""

import pytest

from community.fans.forum import boards, offering, threads
from community.fans.forum.models import Thread
from community.fans.forum.refusals import BoardTakesOtherKinds
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.kernel.refusals import Invalid
from community.kernel.room import house
from community.kernel.slots import ThreadKind
from tests.fans.forum.pressing import form, send


@pytest.fixture
def ideas_only(app):
    return boards.create("wishes", {"en": "Wishes"}, by=SYSTEM, kinds=("idea",))


def test_a_board_takes_only_the_kinds_it_names(ideas_only, cast):
    with pytest.raises(BoardTakesOtherKinds, match="Idea"):
        threads.start(ideas_only, "Which wax?", "It is cold.", kind="question", by=cast.fan)
    thread = threads.start(ideas_only, "Longer laces", "Please.", kind="idea", by=cast.fan)
    assert thread.kind == "idea"


def test_a_board_that_names_none_takes_all_that_people_may_start(board):
    assert {each.name for each in offering.in_board(board)} >= {
        "discussion",
        "question",
        "idea",
        "poll",
        "wiki",
    }
    assert "article" not in {each.name for each in offering.in_board(board)}


def test_nobody_starts_an_article_or_an_unknown_kind_in_a_board(board, cast):
    for kind in ("article", "sermon", ""):
        with pytest.raises(Invalid):
            threads.start(board, "A title", "A text", kind=kind, by=cast.fan)


def test_the_composer_offers_what_the_board_takes_and_says_no_beside_the_field(
    sign_in, ideas_only, board, cast
):
    browser = sign_in(cast.fan)
    page = browser.get("/t/new?board=wishes").text
    assert 'value="idea"' in page and 'value="poll"' not in page
    answer = send(
        browser,
        "/t/new?board=skiing",
        "/t",
        board="wishes",
        kind="poll",
        title="Which one?",
        body="Say.",
    )
    assert answer.status_code == 422
    assert "This board takes other kinds of threads: Idea." in answer.text and "Say." in answer.text


def test_a_kind_of_another_room_is_one_registration(app, board, cast, client):
    kept = []
    kind = ThreadKind(
        "recipe", "Recipe", begin=lambda thread, filled, by: kept.append((thread.id, filled))
    )
    house().slots.filled.append(kind)
    try:
        thread = threads.start(
            board, "Soup", "Cook it.", kind="recipe", details={"pot": "big"}, by=cast.fan
        )
        assert kept == [(thread.id, {"pot": "big"})]
        assert client.get(threads.address(thread)).status_code == 200
    finally:
        house().slots.filled.remove(kind)
        house().slots.forget()


def test_a_thread_whose_kind_has_gone_is_still_read(client, start):
    thread = start()
    thread.kind = "sermon"
    db.session.commit()
    assert client.get(threads.address(thread)).status_code == 200


def test_what_a_kind_refuses_leaves_no_thread_and_loses_nothing(sign_in, board, cast):
    browser = sign_in(cast.fan)
    answer = send(
        browser,
        "/t/new?board=skiing",
        "/t",
        board="skiing",
        kind="poll",
        title="Which one?",
        body="Say.",
        poll_options="only this one",
    )
    assert answer.status_code == 422
    assert "between two and twenty" in answer.text and "only this one" in answer.text
    assert db.session.query(Thread).count() == 0


def test_what_was_filled_in_for_a_kind_is_kept_in_the_draft(sign_in, board, cast):
    browser = sign_in(cast.fan)
    token = form(browser, "/t/new", "/t")["csrf_token"]
    fields = {"kind": "poll", "title": "Which one?", "poll_options": "Blue\nRed", "poll_open": "y"}
    browser.post("/drafts/new", data={"csrf_token": token, "sequence": "0", **fields})
    kept = form(browser, "/t/new", "/t")
    assert (kept["kind"], kept["poll_options"], kept["poll_open"]) == ("poll", "Blue\nRed", "y")
    browser.post(
        "/drafts/new", data={"csrf_token": token, "sequence": "5", **fields, "poll_open": ""}
    )
    assert "poll_open" not in form(browser, "/t/new", "/t")


def test_an_administrator_says_which_kinds_a_board_takes(sign_in, board, cast):
    browser = sign_in(cast.operator)
    send(
        browser,
        f"/admin/boards/{board.id}",
        f"/admin/boards/{board.id}",
        kinds="question",
        icon="messages",
    )
    db.session.expire_all()
    assert boards.entity(board.id).kinds == "question"
    with pytest.raises(BoardTakesOtherKinds):
        threads.start(boards.one(board.id), "Talk", "Text", by=cast.fan, at=clock.now())
