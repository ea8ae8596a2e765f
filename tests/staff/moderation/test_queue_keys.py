"""The queue is worked with keys: edit in place, undo at once; each key has a button that works without."""

import pytest

from community.fans.forum import boards, posts, threads
from community.kernel import audit
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.staff.moderation import flags, reviews

pytestmark = pytest.mark.databases


@pytest.fixture
def post(app, cast):
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    thread = threads.start(board, "Which wax?", "It is cold.", by=cast.fan)
    return posts.reply(thread, "Ask cheapwax dot example.", by=cast.second_fan)


@pytest.fixture
def item(post, cast):
    flags.raise_flag("post", post.id, "spam", by=cast.fan)
    [item] = reviews.queue(by=cast.moderator)
    db.session.commit()
    return item


def test_e_edits_and_comes_back_to_the_queue(item, post, cast, sign_in):
    browser = sign_in(cast.moderator)
    page = browser.get("/staff/review").text
    address = f"/posts/{post.id}/edit?next=/staff/review/{item.id}"
    assert f'href="{address}" data-key="e"' in page
    editor = browser.get(address).text
    saved = browser.post(
        f"/posts/{post.id}",
        data={
            "csrf_token": editor.split('name="csrf_token"')[1].split('value="')[1].split('"')[0],
            "next": f"/staff/review/{item.id}",
            "body": "Ask your shop.",
            "reason": "An advertisement",
        },
    )
    assert saved.headers["Location"] == f"/staff/review/{item.id}"
    [noted] = [row for row in audit.latest() if row.action == "post.edit"]
    assert (noted.by_id, noted.reason) == (cast.moderator.id, "An advertisement")


def test_an_editor_never_leads_to_another_site(item, post, cast, sign_in):
    editor = sign_in(cast.moderator).get(f"/posts/{post.id}/edit?next=https://evil.example/").text
    assert "evil.example" not in editor


def test_authors_editing_their_own_leave_nothing_in_the_log(post, cast):
    posts.edit(post, "Ask your shop, really.", by=cast.second_fan)
    assert not [row for row in audit.latest() if row.action == "post.edit"]


def test_u_undoes_the_last_decision(item, cast, sign_in):
    browser = sign_in(cast.moderator)
    page = browser.get("/staff/review").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    decided = browser.post(
        f"/staff/review/{item.id}/decision",
        data={"csrf_token": token, "version": item.version, "action": "keep"},
    )
    page = browser.get(decided.headers["Location"]).text
    form = page.split('data-key="u"')[0].rsplit("<form", 1)[1]
    undo = form.split('action="')[1].split('"')[0]
    assert browser.post(undo, data={"csrf_token": token}).status_code == 303
    db.session.expire_all()
    assert len(reviews.queue(by=cast.moderator)) == 1


def test_the_log_offers_undo_for_what_stands(item, cast, sign_in):
    browser = sign_in(cast.moderator)
    token = browser.get("/staff/review").text.split('name="csrf_token" value="')[1].split('"')[0]
    browser.post(
        f"/staff/review/{item.id}/decision",
        data={"csrf_token": token, "version": item.version, "action": "hide", "reason": "spam"},
    )
    log = browser.get("/staff/log").text
    undo = log.split('action="/staff/decisions/')[1].split('"')[0]
    browser.post(f"/staff/decisions/{undo}", data={"csrf_token": token})
    assert "/staff/decisions/" not in browser.get("/staff/log").text


def test_all_keys_are_listed(cast, sign_in, client):
    assert "Ctrl" in client.get("/keyboard?lang=en").text
    assert "Undo the last decision" not in client.get("/keyboard?lang=en").text
    assert "Undo the last decision" in sign_in(cast.moderator).get("/keyboard?lang=en").text
