"""Drafts: kept while somebody writes, safe with two tabs, and kept through signing in."""

import re
from datetime import timedelta

import pytest
import time_machine

from community.fans.forum import drafts, posts
from community.fans.forum.models import Draft, HeldDraft, Submission
from community.fans.forum.refusals import DraftOvertaken
from community.kernel import clock
from community.kernel.db import db
from tests.cast import password_of
from tests.fans.forum.pressing import Forms, form, send, visit

pytestmark = pytest.mark.databases


def test_newer_draft_replaces_the_older_one(cast):
    drafts.save(cast.fan, "new", 1, {"body": "First"})
    drafts.save(cast.fan, "new", 2, {"body": "Second"})
    assert drafts.find(cast.fan, "new").fields == {"body": "Second"}


def test_older_draft_of_another_tab_is_refused(cast):
    drafts.save(cast.fan, "new", 2, {"body": "Second"})
    for sequence in (1, 2):
        with pytest.raises(DraftOvertaken):
            drafts.save(cast.fan, "new", sequence, {"body": "Older"})
    assert drafts.find(cast.fan, "new").fields == {"body": "Second"}


def test_page_saves_a_draft_and_goes_on_with_it(sign_in, thread, cast):
    browser, page = sign_in(cast.second_fan), f"/t/{thread.id}/which-wax"
    fields = {**form(browser, page, f"/t/{thread.id}/posts"), "body": "Half a thought"}
    answer = browser.post(
        f"/drafts/t/{thread.id}", data=fields, headers={"Accept": "application/json"}
    )
    assert answer.json["sequence"] == 1
    again = form(browser, page, f"/t/{thread.id}/posts")
    assert (again["body"], again["sequence"]) == ("Half a thought", "1")


def test_second_tab_is_told_that_it_is_behind(sign_in, thread, cast):
    browser = sign_in(cast.second_fan)
    fields = form(browser, f"/t/{thread.id}/which-wax", f"/t/{thread.id}/posts")
    asks = {"Accept": "application/json"}
    assert browser.post(f"/drafts/t/{thread.id}", data=fields, headers=asks).status_code == 200
    assert browser.post(f"/drafts/t/{thread.id}", data=fields, headers=asks).status_code == 409


def test_without_javascript_the_draft_button_comes_back_to_the_form(sign_in, thread, cast):
    browser = sign_in(cast.second_fan)
    fields = {
        **form(browser, f"/t/{thread.id}/reply", f"/t/{thread.id}/posts"),
        "body": "Half a thought",
    }
    answer = browser.post(f"/drafts/t/{thread.id}", data=fields)
    assert (answer.status_code, answer.location) == (303, f"/t/{thread.id}/reply")
    assert "Half a thought" in browser.get("/drafts").text


def test_posted_text_leaves_no_draft(sign_in, thread, cast):
    browser = sign_in(cast.second_fan)
    drafts.save(cast.second_fan, f"t/{thread.id}", 1, {"body": "Blue"})
    assert send(browser, f"/t/{thread.id}/reply", f"/t/{thread.id}/posts").status_code == 303
    assert db.session.query(Draft).count() == 0


def test_stranger_writes_signs_in_and_finds_the_text(client, thread, cast):
    cast.second_fan
    answer = send(
        client, f"/t/{thread.id}/reply", f"/t/{thread.id}/posts", body="Blue, says a stranger."
    )
    assert (answer.status_code, answer.location) == (303, f"/sign-in?next=/t/{thread.id}/reply")
    assert "Your text is kept" in client.get(answer.location).text
    signed_in = send(
        client, answer.location, "/sign-in", email="bima@fans.example", password=password_of("bima")
    )
    assert signed_in.location == f"/t/{thread.id}/reply"
    assert (
        form(client, signed_in.location, f"/t/{thread.id}/posts")["body"]
        == "Blue, says a stranger."
    )
    assert send(client, signed_in.location, f"/t/{thread.id}/posts").status_code == 303
    assert "Blue, says a stranger." in client.get(f"/t/{thread.id}/which-wax").text
    assert db.session.query(HeldDraft).count() == 0


def test_stranger_starts_a_thread_signs_in_and_finds_it_all(client, board, cast):
    cast.second_fan
    asked = {
        "board": "skiing",
        "kind": "question",
        "title": "Which wax?",
        "tags": "wax",
        "body": "It is cold.",
    }
    answer = send(client, "/t/new?board=skiing", "/t", **asked)
    assert answer.location == "/sign-in?next=/t/new"
    send(
        client, answer.location, "/sign-in", email="bima@fans.example", password=password_of("bima")
    )
    kept = form(client, "/t/new", "/t")
    assert {name: kept[name] for name in ("title", "tags", "body", "kind")} == {
        name: asked[name] for name in ("title", "tags", "body", "kind")
    }


def test_held_text_is_bound_to_the_browser_that_wrote_it(app, client, thread):
    send(client, f"/t/{thread.id}/reply", f"/t/{thread.id}/posts", body="Secret thought")
    row = db.session.query(HeldDraft).one()
    assert re.fullmatch("[0-9a-f]{64}", row.token_hash)
    assert "Secret thought" not in app.test_client().get(f"/t/{thread.id}/reply").text
    assert "Secret thought" in client.get(f"/t/{thread.id}/reply").text


def test_c1_drafts_are_read_by_their_writer_alone(client, sign_in, thread, cast):
    drafts.save(cast.second_fan, f"t/{thread.id}", 1, {"body": "Canary thought"})
    drafts.save(cast.second_fan, "new", 1, {"body": "Canary thought", "title": "Canary"})
    for browser in (client, sign_in(cast.fan), sign_in(cast.moderator)):
        for path in ("/drafts", "/t/new", f"/t/{thread.id}/reply", f"/t/{thread.id}/which-wax"):
            assert "Canary" not in visit(browser, path)


def test_c1_draft_in_a_thread_that_is_not_open_to_the_writer_is_refused(
    sign_in, start, team_board, thread, cast
):
    secret = start("Secret", board=team_board, by=cast.moderator)
    browser = sign_in(cast.second_fan)
    fields = form(browser, f"/t/{thread.id}/reply", f"/t/{thread.id}/posts")
    assert browser.post(f"/drafts/t/{secret.id}", data=fields).status_code == 404


def test_old_drafts_and_forms_are_forgotten(cast, thread):
    from community.fans.forum import jobs

    drafts.save(cast.fan, "new", 1, {"body": "Old"})
    drafts.hold("new", {"body": "Old"})
    posts.reply(thread, "Blue", by=cast.second_fan, submission="key-1")
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=181)):
        jobs.forget_old_drafts()
        jobs.forget_old_submissions()
    assert [db.session.query(table).count() for table in (Draft, HeldDraft, Submission)] == [
        0,
        0,
        0,
    ]


def test_nothing_is_lost_when_a_text_is_refused(sign_in, board, cast):
    browser = sign_in(cast.fan)
    answer = send(
        browser, "/t/new", "/t", board="skiing", title="ab", body="A long text", tags="wax"
    )
    assert answer.status_code == 422
    again = Forms(answer.text).found["/t"]
    assert (again["body"], again["title"], again["tags"]) == ("A long text", "ab", "wax")
    assert "The title is too short" in answer.text


def test_preview_button_shows_the_form_again_with_the_rendered_text(client, thread):
    answer = send(
        client, f"/t/{thread.id}/reply", f"/t/{thread.id}/posts", body="**Blue**", preview="1"
    )
    assert answer.status_code == 200
    assert "<strong>Blue</strong>" in answer.text
    assert Forms(answer.text).found[f"/t/{thread.id}/posts"]["body"] == "**Blue**"


def test_preview_gives_a_piece_of_a_page(sign_in, thread, cast):
    browser = sign_in(cast.fan)
    token = form(browser, f"/t/{thread.id}/which-wax", "")["csrf_token"]
    answer = browser.post("/preview", data={"csrf_token": token, "body": "*Blue* <script>"})
    assert answer.text == "<p><em>Blue</em> &lt;script&gt;</p>\n"
