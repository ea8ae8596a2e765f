"""What helps while somebody writes: names and tags to choose, likeness, cautions, the board's questions, files, cards."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from PIL import Image

from community.commons.previews import looking_up
from community.fans.forum import boards, cautions, drafts, posts, similar, threads
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import NOBODY, SYSTEM
from community.people import accounts
from tests.fans.forum.pressing import form, visit
from tests.kernel.hostile_server import hostile, plain

pytestmark = pytest.mark.databases


def test_a_name_is_completed_with_those_who_speak_here_first(cast, sign_in, thread):
    accounts.create("adam", "Adam Berg")
    accounts.create("bea", "Bea Adams")
    browser = sign_in(cast.second_fan)
    offered = [each["value"] for each in browser.get("/completions/people?q=ad").json]
    assert offered == ["ada", "adam", "bea"]
    posts.reply(thread, "Here I am", by=accounts.find(handle="bea"), at=clock.now())
    here = browser.get(f"/completions/people?q=ad&thread={thread.id}").json
    assert [each["value"] for each in here][:2] == ["ada", "bea"]


def test_c21_completion_tells_a_name_and_a_face_and_nobody_who_left(cast, sign_in, client):
    gone = accounts.create("adrian", "Adrian Gone", email="adrian@fans.example")
    gone.erased_at = clock.now()
    accounts.create("adelheid", "Imported Author", claimed=False)
    accounts.suspend(accounts.create("adolf", "Suspended"), by=cast.operator, reason="spam", until=clock.now() + timedelta(days=3))  # fmt: skip
    assert client.get("/completions/people?q=ad").status_code in (302, 303, 401)
    offered = sign_in(cast.fan).get("/completions/people?q=ad").json
    assert [each["value"] for each in offered] == ["ada"]
    assert set(offered[0]) == {"value", "name", "image", "letters", "hue"}


def test_e2_signs_of_a_pattern_match_nobody(cast, sign_in):
    browser = sign_in(cast.fan)
    for asked in ("%", "_", "\\", "a%a", "'", ""):
        assert browser.get("/completions/people", query_string={"q": asked}).json == []


def test_c1_the_voices_of_a_private_thread_are_not_told(cast, sign_in, team_board):
    secret = threads.start(team_board, "For the team", "Quietly", by=cast.moderator)
    answer = sign_in(cast.fan).get(f"/completions/people?q=ma&thread={secret.id}")
    assert answer.status_code == 404


def test_a_tag_is_completed_from_those_in_use(cast, sign_in, start):
    start(tags=["wax", "waxing"])
    start("Another", tags=["wax"])
    offered = sign_in(cast.fan).get("/completions/tags?q=wa").json
    assert [each["value"] for each in offered] == ["wax", "waxing"]


def test_a_title_finds_threads_that_say_the_same_and_only_those_in_sight(cast, start, team_board, work):  # fmt: skip
    same = start("Which glide wax for cold snow?")
    start("My boots hurt", "Size 43, and the toe is numb.")
    threads.start(team_board, "Glide wax prices", "Secret", by=cast.moderator)
    hidden = start("Glide wax nonsense")
    threads.hide(hidden, by=cast.moderator, reason="spam")
    work()
    found = similar.to_title("Best glide wax when it is cold", NOBODY)
    assert [row["url"] for row in found] == [threads.address(same)]
    assert len(similar.to_title("Best glide wax when it is cold", cast.moderator)) == 2


def test_similar_threads_stand_on_the_preview_without_javascript(cast, sign_in, board, start, work):
    start("Which glide wax for cold snow?")
    work()
    browser = sign_in(cast.fan)
    fields = form(browser, "/t/new", "/t") | {"board": "skiing", "title": "Glide wax?", "body": "Which one", "preview": "1"}  # fmt: skip
    page = browser.post("/t", data=fields).text
    assert "Which" in re.search(r'<aside class="similar">.*?</aside>', page, re.DOTALL)[0]


@pytest.mark.parametrize("title", ['"' * 300, "board:team " * 30, "kind:thread", "a" * 5000, "-", "* * *", "\u202e"])  # fmt: skip
def test_e2_a_strange_title_finds_nothing_and_costs_nothing(client, title):
    assert client.get("/t/similar", query_string={"title": title[:1500]}).status_code == 200


def test_reviving_an_old_thread_and_talking_alone_are_worth_a_second_thought(cast, thread):
    assert cautions.before_reply(thread, "Fine", cast.fan) == []
    for number in range(3):
        posts.reply(thread, f"And {number}", by=cast.fan, at=clock.now())
    [alone] = cautions.before_reply(thread, "Once more", cast.fan)
    assert "all yours" in alone
    db.session.refresh(thread)
    with time_machine.travel(clock.now() + timedelta(days=200)):
        [old] = cautions.before_reply(thread, "Still?", cast.second_fan)
    assert "200 days" in old


def test_limits_are_said_while_there_is_time_to_change_the_text(cast, thread, sign_in):
    links = " ".join(f"https://e{n}.example/" for n in range(7))
    assert "many links" in cautions.before_text(links, cast.fan)[0]
    assert "2 links" in cautions.before_text(links, cast.newcomer)[0]
    browser = sign_in(cast.fan)
    fields = form(browser, threads.address(thread), f"/t/{thread.id}/posts") | {"body": links}  # fmt: skip
    kept = browser.post(f"/drafts/t/{thread.id}", data=fields, headers={"Accept": "application/json"})  # fmt: skip
    assert "many links" in kept.json["cautions"][0]


def test_a_board_asks_its_own_questions(cast, sign_in, client):
    board = boards.create("repairs", {"en": "Repairs"}, starters={"en": "**Model:**\n\n**What broke:**", "fa": "مدل:"}, by=SYSTEM)  # fmt: skip
    page = client.get("/t/new?board=repairs").text
    assert "**Model:**" in page
    assert "مدل:" in client.get("/t/new?board=repairs&lang=fa").text
    assert client.get("/b/repairs/starter").json == {"text": "**Model:**\n\n**What broke:**"}
    drafts.save(cast.fan, "new", 1, {"board": "repairs", "body": "My own words"})
    assert "**Model:**" not in sign_in(cast.fan).get("/t/new?board=repairs").text
    boards.change(boards.entity(board.id), by=cast.operator, starters={"en": ""})
    assert client.get("/b/repairs/starter").json == {"text": ""}


def test_c1_the_questions_of_a_private_board_are_not_told(client, team_board):
    assert client.get("/b/team/starter").status_code == 404


def test_an_administrator_writes_the_questions(cast, sign_in, board):
    browser = sign_in(cast.operator)
    address = f"/admin/boards/{board.id}"
    fields = form(browser, address, address) | {"slug": "skiing", "name_en": "Skiing", "starter_en": "**Length:**", "icon": "snowflake"}  # fmt: skip
    assert browser.post(address, data=fields).status_code == 303
    db.session.expire_all()
    assert boards.entity(board.id).starters == {"en": "**Length:**"}
    assert "**Length:**" in visit(browser, address)


def test_a_changed_text_has_a_draft_until_it_is_saved(cast, sign_in, thread):
    browser = sign_in(cast.fan)
    opening = posts.page(thread.id, around=1, viewer=cast.fan)[0]
    edit = f"/posts/{opening.id}/edit"
    fields = form(browser, edit, f"/posts/{opening.id}") | {"body": "It is very cold."}
    kept = browser.post(f"/drafts/p/{opening.id}", data=fields, headers={"Accept": "application/json"})  # fmt: skip
    assert kept.json["sequence"] == 1
    assert "It is very cold." in visit(browser, edit)
    assert f'href="{edit}"' in visit(browser, "/drafts")
    assert browser.post(f"/posts/{opening.id}", data=fields).status_code == 303
    db.session.expire_all()
    assert drafts.find(cast.fan, f"p/{opening.id}") is None


def test_c1_nobody_keeps_a_draft_of_somebody_elses_post(cast, sign_in, thread):
    opening = posts.page(thread.id, around=1, viewer=cast.fan)[0]
    browser = sign_in(cast.second_fan)
    fields = form(browser, threads.address(thread), f"/t/{thread.id}/posts")
    kept = browser.post(f"/drafts/p/{opening.id}", data=fields | {"body": "Mine"})
    assert kept.status_code == 403


def test_a_file_comes_with_the_form_without_javascript(cast, sign_in, thread):
    browser = sign_in(cast.fan)
    fields = form(browser, f"/t/{thread.id}/reply", f"/t/{thread.id}/posts")
    sent = fields | {"body": "Like this:", "attached": (picture(), "a.png"), "alt": "A [bent] edge", "preview": "1"}  # fmt: skip
    page = browser.post(f"/t/{thread.id}/posts", data=sent, content_type="multipart/form-data").text
    written = re.search(r"!\[A \\\[bent\\\] edge\]\((/media/\w+\.webp)\)", page)
    assert written and f'src="{written[1]}"' in page and 'width="400"' in page
    sent = fields | {"body": "Like this:", "attached": (picture(), "a.png"), "alt": ""}
    answer = browser.post(f"/t/{thread.id}/posts", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 303
    shown = visit(browser, answer.headers["Location"])
    assert re.search(r'<img src="/media/\w+\.webp"', shown)


def test_a_file_that_is_refused_loses_no_word(cast, sign_in, thread):
    browser = sign_in(cast.fan)
    fields = form(browser, f"/t/{thread.id}/reply", f"/t/{thread.id}/posts")
    sent = fields | {"body": "Long thought", "attached": (io.BytesIO(b"MZ\x90"), "a.exe")}
    answer = browser.post(f"/t/{thread.id}/posts", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Long thought" in answer.text and "Only JPEG" in answer.text


def test_a10_an_upload_answers_with_what_to_write(cast, sign_in, thread):
    browser = sign_in(cast.fan)
    token = form(browser, f"/t/{thread.id}/reply", f"/t/{thread.id}/posts")["csrf_token"]
    told = browser.post("/media", data={"csrf_token": token, "file": (picture(), "a.png")})
    assert told.json["markdown"] == f"![]({told.json['url']})"
    assert (told.json["width"], told.json["height"], told.json["kind"]) == (400, 300, "picture")
    for file in ((io.BytesIO(b"<svg/>"), "a.svg"), (io.BytesIO(b""), "")):
        refused = browser.post("/media", data={"csrf_token": token, "file": file}, headers={"Accept": "application/json"})  # fmt: skip
        assert refused.status_code == 422 and refused.json["title"]


def test_an_upload_needs_the_forms_token_and_an_account(cast, sign_in, client):
    assert sign_in(cast.fan).post("/media", data={"file": (picture(), "a.png")}).status_code == 400
    assert client.post("/media", data={"file": (picture(), "a.png")}).status_code in (302, 303, 400, 401)  # fmt: skip


def test_a_linked_page_is_asked_after_the_post_and_shown_as_a_card(cast, thread, work, monkeypatch, client):  # fmt: skip
    page = b'<title>Snow Notes</title><meta name="description" content="All about snow">'
    with hostile(plain(page, "Content-Type: text/html")) as server:
        monkeypatch.setattr(looking_up, "ALLOWED", server.allowed)
        address = f"{server.url}notes"
        post = posts.reply(thread, f"Read this:\n\n{address}", by=cast.fan)
        assert server.requests == [], "nobody waits for another machine"
        before = threads.one(thread.id).version
        work()
        assert len(server.requests) == 1
        again = posts.reply(thread, f"{address}\n\nAgain", by=cast.fan, at=clock.now())
        work()
        assert len(server.requests) == 1
    db.session.expire_all()
    assert '<a class="linkcard"' in posts.one(post.id).html
    assert "All about snow" in client.get(threads.address(thread)).text
    assert threads.one(thread.id).version > before
    assert again.id != post.id


def test_a_post_that_is_held_asks_nobody(cast, thread, work, app, monkeypatch):
    from tests.safety.world import holding

    with hostile(plain(b"<title>x</title>", "Content-Type: text/html")) as server:
        monkeypatch.setattr(looking_up, "ALLOWED", server.allowed)
        with holding(app):
            posts.reply(thread, f"Buy here:\n\n{server.url}shop", by=cast.fan)
        work()
        assert server.requests == []


def test_j9_a_film_asks_its_provider_only_after_a_click(cast, thread, client):
    posts.reply(thread, "https://youtu.be/dQw4w9WgXcQ", by=cast.fan, at=clock.now() - timedelta(minutes=1))  # fmt: skip
    source = posts.reply(thread, "https://youtu.be/dQw4w9WgXcQ", by=cast.second_fan)
    assert "<iframe" not in source.html and 'data-embed="https://www.youtube-nocookie.com/embed/' in source.html  # fmt: skip
    policy = client.get(threads.address(thread)).headers["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com" in policy
    assert "img-src 'self' data: blob:;" in policy


def picture() -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(stream, "PNG")
    stream.seek(0)
    return stream
