"""The pages as somebody without JavaScript meets them."""

import re
from datetime import timedelta

import pytest

from community.fans.forum import boards, follows, posts, reactions, reads, threads
from community.fans.forum.models import Closure, Following
from community.kernel import buffer, clock
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from tests.fans.forum.pressing import act, form, send

pytestmark = pytest.mark.databases


def test_home_of_an_empty_community_invites_to_begin(client, sign_in, cast):
    assert "The first word" in client.get("/").text or "first word is yours" in client.get("/").text
    assert "Open a board" in sign_in(cast.operator).get("/?lang=en").text


def test_home_shows_real_threads_and_living_numbers(client, thread, say):
    say(thread)
    page = client.get("/").text
    assert "Which wax?" in page
    assert "<strong>1</strong>threads" in page
    assert "<strong>2</strong>posts" in page


def test_home_of_a_fan_says_what_is_new(sign_in, thread, cast):
    page = sign_in(cast.second_fan).get("/?lang=en").text
    assert "Bima Santoso" in page
    assert '<a href="/new">1 new</a>' in page


def test_pages_for_everybody_answer_and_set_no_cookie(client, start):
    thread = start(tags=["wax"])
    paths = [
        "/",
        "/boards",
        "/b/skiing",
        "/latest",
        "/top",
        "/top?period=all",
        "/unanswered",
        "/tags",
        "/tags/wax",
        threads.address(thread),
    ]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "Set-Cookie" not in answer.headers, path


def test_pages_for_members_ask_strangers_to_sign_in(client):
    for path in ("/new", "/unread", "/following", "/drafts"):
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (303, f"/sign-in?next={path}")


def test_unchanged_page_costs_one_look_and_a_reply_makes_it_new(client, thread, say):
    path = threads.address(thread)
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    for list_path in ("/", "/latest", "/b/skiing"):
        before = client.get(list_path).headers["ETag"]
        assert client.get(list_path, headers={"If-None-Match": before}).status_code == 304
    lists = {each: client.get(each).headers["ETag"] for each in ("/", "/latest", "/b/skiing")}
    say(thread, "Fresh reply.")
    assert "Fresh reply." in client.get(path, headers={"If-None-Match": tag}).text
    assert all(client.get(each).headers["ETag"] != old for each, old in lists.items())


def test_l5_wrong_and_old_slugs_lead_to_the_thread(client, thread, say, cast):
    say(thread)
    for path in (f"/t/{thread.id}", f"/t/{thread.id}/nonsense", f"/t/{thread.id}/which-wax/1"):
        answer = client.get(path)
        assert (answer.status_code in (301, 302), answer.location) == (
            True,
            f"/t/{thread.id}/which-wax",
        ), path
    threads.rename(thread, "Another title", by=cast.fan)
    assert client.get(f"/t/{thread.id}/which-wax").location == f"/t/{thread.id}/another-title"
    assert client.get(f"/t/{thread.id}/which-wax/2").location == f"/t/{thread.id}/another-title/2"


@pytest.mark.parametrize(
    "title", ["！！！", "你好", "🎿🎿🎿", "ا" * 200, "---", "Reply", "Posts", "../../etc"]
)
def test_l5_any_title_has_an_address_that_opens(client, sign_in, start, title):
    thread = start(title)
    answer = client.get(threads.address(thread))
    assert answer.status_code == 200
    assert f">{title}<" in answer.text.replace("&#39;", "'")


def test_post_has_an_address_inside_its_block(client, thread, say):
    for number in range(25):
        say(thread, f"Reply {number}", at=clock.now())
    base = threads.address(thread)
    assert client.get(f"{base}/7").location == f"{base}#p7"
    assert client.get(f"{base}/26").location == f"{base}/21#p26"
    page = client.get(f"{base}/21").text
    assert 'id="p21"' in page and 'id="p20"' not in page
    assert f'href="{base}/21"' in client.get(base).text
    assert client.get(f"{base}/99").status_code == 404
    assert client.get(f"{base}/0").status_code == 404


def test_reply_answers_303_to_the_address_of_the_post(sign_in, thread, cast):
    answer = send(
        sign_in(cast.second_fan), threads.address(thread), f"/t/{thread.id}/posts", body="Blue."
    )
    assert (answer.status_code, answer.location) == (303, f"/t/{thread.id}/which-wax/2")


def test_new_thread_answers_303_to_its_address(sign_in, board, cast):
    fields = {
        "board": "skiing",
        "kind": "question",
        "title": "Which wax?",
        "tags": "Wax, off piste",
        "body": "Cold.",
    }
    answer = send(sign_in(cast.fan), "/t/new?board=skiing", "/t", **fields)
    assert answer.status_code == 303
    assert re.fullmatch(r"/t/\d+/which-wax", answer.location)
    page = sign_in(cast.fan).get(answer.location).text
    assert "Question" in page and 'href="/tags/off-piste"' in page


def test_h7_form_sent_twice_makes_one_post(sign_in, thread, cast, fresh):
    browser = sign_in(cast.second_fan)
    fields = {**form(browser, threads.address(thread), f"/t/{thread.id}/posts"), "body": "Blue."}
    answers = [browser.post(f"/t/{thread.id}/posts", data=fields) for _ in range(2)]
    assert [each.location for each in answers] == [f"/t/{thread.id}/which-wax/2"] * 2
    assert fresh(thread).posts_count == 2


def test_h7_forms_of_two_tabs_make_two_posts(sign_in, thread, cast, fresh):
    browser = sign_in(cast.moderator)
    tabs = [form(browser, threads.address(thread), f"/t/{thread.id}/posts") for _ in range(2)]
    for fields in tabs:
        assert (
            browser.post(
                f"/t/{thread.id}/posts", data={**fields, "body": "Same words."}
            ).status_code
            == 303
        )
    assert fresh(thread).posts_count == 3


def test_too_fast_keeps_the_text_and_says_when(sign_in, thread, cast):
    browser = sign_in(cast.second_fan)
    send(browser, threads.address(thread), f"/t/{thread.id}/posts", body="One.")
    answer = send(
        browser, threads.address(thread), f"/t/{thread.id}/posts", body="My second thought."
    )
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 5
    assert "My second thought." in answer.text


def test_quote_opens_the_composer_with_the_words(sign_in, thread, say, cast):
    post = say(thread, "Blue wax.")
    fields = form(
        sign_in(cast.fan), f"/t/{thread.id}/reply?quote={post.id}", f"/t/{thread.id}/posts"
    )
    assert fields["body"].startswith("> @bima [↩](")
    assert "> Blue wax." in fields["body"]
    assert fields["reply_to"] == "2"


def test_reading_moves_the_mark_and_the_next_visit_shows_where_it_stands(
    sign_in, thread, say, cast
):
    browser, path = sign_in(cast.second_fan), threads.address(thread)
    browser.get(path)
    buffer.flush_all()
    say(thread, "News.", by=cast.fan)
    assert f'href="{path}/2"' in browser.get("/unread").text
    page = browser.get(path).text
    assert page.index('id="unread"') < page.index("News.")
    buffer.flush_all()
    assert 'id="unread"' not in browser.get(path).text


def test_get_never_writes_a_visit_itself(client, thread, fresh):
    client.get(threads.address(thread))
    assert fresh(thread).views_count == 0
    buffer.flush_all()
    assert fresh(thread).views_count == 1


def test_mark_all_as_read_empties_the_lists(sign_in, thread, cast):
    browser = sign_in(cast.second_fan)
    assert "Which wax?" in browser.get("/new").text
    assert send(browser, "/new", "/readings").status_code == 303
    assert "Which wax?" not in browser.get("/new").text


def test_following_a_thread_and_a_board_from_the_page(sign_in, thread, board, cast):
    browser = sign_in(cast.second_fan)
    act(browser, threads.address(thread), f"/t/{thread.id}/following", level="watching")
    send(browser, "/b/skiing", "/b/skiing/following", level="muted")
    rows = {
        (row.kind, row.level)
        for row in db.session.query(Following).filter_by(account_id=cast.second_fan.id)
    }
    assert rows == {("thread", "watching"), ("board", "muted")}


def test_team_keeps_order_from_the_page(sign_in, thread, cast, fresh):
    other = boards.create("running", {"en": "Running"}, by=SYSTEM)
    browser, page = sign_in(cast.moderator), threads.address(thread)
    assert act(browser, page, f"/t/{thread.id}/closure").status_code == 303
    assert db.session.get(Closure, thread.id)
    assert "This thread is closed." in browser.get(page).text
    act(browser, page, f"/t/{thread.id}/pin")
    assert (
        send(browser, f"/t/{thread.id}/board", f"/t/{thread.id}/board", board="running").status_code
        == 303
    )
    assert fresh(thread).board_id == other.id


def test_fans_find_no_buttons_of_the_team_and_none_works(client, sign_in, thread, say, cast):
    post = say(thread)
    browser, page = sign_in(cast.second_fan), threads.address(thread)
    assert "/closure" not in browser.get(page).text
    for address in (
        "closure",
        "closure/removal",
        "pin",
        "pin/removal",
        "hiding",
        "hiding/removal",
        "board",
    ):
        assert act(browser, page, f"/t/{thread.id}/{address}").status_code == 403, address
    for address in ("hiding", "hiding/removal"):
        assert act(browser, page, f"/posts/{post.id}/{address}").status_code == 403, address


def test_menu_of_a_post_offers_what_this_reader_may_do(sign_in, thread, say, cast):
    post = say(thread, at=clock.now())
    own = sign_in(cast.second_fan).get(f"/posts/{post.id}/menu?lang=en").text
    others = sign_in(cast.fan).get(f"/posts/{post.id}/menu?lang=en").text
    team = sign_in(cast.moderator).get(f"/posts/{post.id}/menu?lang=en").text
    assert "Edit" in own and "Delete" in own and "Report" not in own
    assert "Report" in others and "Insightful" in others and "Delete" not in others
    assert "Take out of sight" in team


def test_old_thread_warns_before_it_is_revived(client, start):
    old, young = start("Old", at=clock.now() - timedelta(days=181)), start("Young")
    assert "181" in client.get(f"/t/{old.id}/reply").text
    assert "Nobody has written here" not in client.get(f"/t/{young.id}/reply").text


def test_what_came_since_is_asked_cheaply(client, thread, say):
    path = f"/t/{thread.id}/ahead?last=1"
    first = client.get(path)
    assert first.json["last"] == 1
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    say(thread)
    assert client.get(path).json == {
        "last": 2,
        "more": 1,
        "label": "1 new post",
        "url": f"/t/{thread.id}/which-wax/2",
    }


def test_list_goes_on_at_its_older_link(client, start):
    for number in range(32):
        start(f"Thread {number}", at=clock.now() - timedelta(hours=number))
    page = client.get("/latest").text
    [older] = re.findall(r'rel="next" href="([^"]+)"', page)
    assert page.count('class="row"') == 30
    rest = client.get(older.replace("&amp;", "&"))
    assert rest.text.count('class="row"') == 2
    assert 'rel="prev"' in rest.text


def test_page_speaks_persian_from_right_to_left(sign_in, thread, cast):
    page = sign_in(cast.marketer).get("/boards").text
    assert '<html lang="fa" dir="rtl">' in page
    assert "اسکی" in page


def test_article_thread_leads_to_the_blog(client, cast, fresh):
    from community.fans.blog import articles

    article = articles.write("Wax for beginners", "Begin with blue.", by=cast.marketer)
    articles.publish(article, by=cast.marketer)
    assert client.get(f"/t/{article.thread_id}/{article.slug}").location == f"/blog/{article.slug}"
    assert f'href="/blog/{article.slug}"' in client.get("/latest").text


def test_position_of_a_follow_that_is_unknown_changes_nothing(sign_in, thread, cast):
    browser = sign_in(cast.second_fan)
    assert (
        act(
            browser, threads.address(thread), f"/t/{thread.id}/following", level="stalking"
        ).status_code
        == 422
    )
    assert follows.level(cast.second_fan.id, "thread", thread.id) == "normal"


def test_reader_who_saw_only_the_first_block_has_read_twenty(sign_in, thread, say, cast):
    for number in range(25):
        say(thread, f"Reply {number}", at=clock.now(), by=cast.fan)
    sign_in(cast.second_fan).get(threads.address(thread))
    buffer.flush_all()
    [row] = threads.unread(cast.second_fan).rows
    assert (row.read_position, reads.unread_posts(row)) == (20, 6)
    assert posts.path(row, 21) == f"{threads.address(thread)}/21"


def test_persian_pages_count_in_persian_figures(thread, say, cast, client):
    for _ in range(2):
        reactions.react(say(thread), "like", by=cast.moderator)
    db.session.commit()
    assert "۲" in client.get("/latest?lang=fa").text.split("row__replies")[1].split("</svg>")[1][:4]
    shown = client.get(f"/t/{thread.id}/{thread.slug}?lang=fa").text
    assert "۱</span>" in shown.split('class="post__acts"')[2]


def test_open_page_hears_of_new_posts_and_of_nothing_new_by_two_look_ups(
    client, sign_in, thread, say, cast, queries
):
    ask = f"/t/{thread.id}/ahead?last=1"
    quiet = client.get(ask)
    assert quiet.json["more"] == 0
    seen = {"If-None-Match": quiet.headers["ETag"]}
    with queries() as asked:
        assert client.get(ask, headers=seen).status_code == 304
    assert len(asked) <= 2, "\n".join(asked)
    say(thread)
    told = client.get(ask, headers=seen).json
    assert (told["more"], told["label"]) == (1, "1 new post")
    assert told["url"].endswith("/2")
    assert sign_in(cast.fan).get(ask).json["more"] == 1


def test_open_page_hears_nothing_of_posts_out_of_sight_or_private_threads(
    client, start, team_board, thread, say, cast
):
    posts.hide(say(thread), by=cast.moderator)
    assert client.get(f"/t/{thread.id}/ahead?last=1").json["more"] == 0
    private = start("Team", board=team_board, by=cast.moderator)
    assert client.get(f"/t/{private.id}/ahead").status_code == 404
