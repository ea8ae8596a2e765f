"""Staff write, preview and publish articles; everybody reads and comments on them."""

import io
import json
import re

import pytest
from PIL import Image

from community.fans.blog import articles
from community.fans.forum import posts, threads
from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.kernel.refusals import NotAllowed, NotFound

pytestmark = pytest.mark.databases

TEXT = "## How a boot is made\n\nIt begins with **a last**. " + "word " * 500


@pytest.fixture
def draft(cast):
    made = articles.write(
        "How a boot is made", TEXT, by=cast.marketer, excerpt="From last to lace.", tags=["boots"]
    )
    db.session.commit()
    return made


@pytest.fixture
def article(draft, cast):
    articles.publish(draft, by=cast.marketer)
    db.session.commit()
    return draft


def test_only_staff_write(cast):
    with pytest.raises(NotAllowed):
        articles.write("Mine", "Text that is long enough.", by=cast.fan)


def test_c9_a_draft_is_nowhere_for_others(draft, cast, client, sign_in):
    missing = client.get("/blog/no-such-article")
    for path in (f"/blog/{draft.slug}", f"/t/{draft.thread_id}/{draft.slug}"):
        answer = client.get(path)
        assert answer.status_code == missing.status_code == 404
        assert len(answer.data) == len(missing.data)
    assert "How a boot is made" not in client.get("/blog").text
    assert sign_in(cast.fan).get(f"/blog/{draft.slug}").status_code == 404
    assert (
        "A draft. Only the team sees it." in sign_in(cast.moderator).get(f"/blog/{draft.slug}").text
    )


def test_publishing_shows_it_everywhere(article, client):
    assert "How a boot is made" in client.get("/blog").text
    page = client.get(f"/blog/{article.slug}")
    assert "<strong>a last</strong>" in page.text
    assert "شیرین" in page.text
    assert "2 minutes to read" in page.text


def test_withdrawing_makes_it_a_draft_again(article, cast, client):
    articles.withdraw(article, by=cast.marketer)
    db.session.commit()
    assert client.get(f"/blog/{article.slug}").status_code == 404
    with pytest.raises(NotFound):
        articles.one(article.slug, NOBODY)


def test_comments_are_posts(article, cast, client):
    posts.reply(threads.one(article.thread_id), "I have worn mine for ten years.", by=cast.fan)
    db.session.commit()
    page = client.get(f"/blog/{article.slug}")
    assert "I have worn mine for ten years." in page.text
    assert "1 comment" in page.text


def test_two_articles_of_one_title_have_two_addresses(article, cast):
    second = articles.write("How a boot is made", TEXT, by=cast.marketer)
    assert second.slug == f"{article.slug}-2"


def test_linked_data_and_share_card(article, client):
    page = client.get(f"/blog/{article.slug}").text
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (told["@type"], told["headline"]) == ("BlogPosting", "How a boot is made")
    assert '<meta property="og:type" content="article">' in page
    assert '<meta property="og:description" content="From last to lace.">' in page


def test_a25_a_hostile_title_stays_text_in_linked_data(cast, client):
    hostile = articles.write("]]></script><img src=x onerror=alert(1)>", TEXT, by=cast.marketer)
    articles.publish(hostile, by=cast.marketer)
    db.session.commit()
    page = client.get(f"/blog/{hostile.slug}").text
    assert "<img src=x" not in page
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert told["headline"].startswith("]]></script>")


def test_readers_without_session_get_a_kept_page(article, client, cast):
    first = client.get(f"/blog/{article.slug}")
    assert "Set-Cookie" not in first.headers
    again = client.get(f"/blog/{article.slug}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    posts.reply(threads.one(article.thread_id), "A new comment.", by=cast.fan)
    db.session.commit()
    assert (
        client.get(
            f"/blog/{article.slug}", headers={"If-None-Match": first.headers["ETag"]}
        ).status_code
        == 200
    )


def test_an_article_is_written_previewed_and_published_on_the_pages(cast, sign_in, client):
    browser = sign_in(cast.marketer)
    asked = _form(browser, cast.marketer.id)
    preview = browser.post("/blog", data={**asked, "preview": "1"})
    assert "<strong>Snow</strong>" in preview.text
    cover = io.BytesIO()
    Image.new("RGB", (1600, 800), "navy").save(cover, "JPEG")
    cover.seek(0)
    made = browser.post(
        "/blog", data={**asked, "cover": (cover, "x.jpg"), "cover_alt": "A ridge at night"}
    )
    assert made.status_code == 303
    assert (
        browser.post(
            made.location + "/publication", data={"csrf_token": asked["csrf_token"]}
        ).status_code
        == 303
    )
    page = client.get(made.location).text
    assert 'alt="A ridge at night"' in page and "/media/" in page


def test_a_refused_cover_loses_nothing(cast, sign_in):
    browser = sign_in(cast.marketer)
    answer = browser.post(
        "/blog", data={**_form(browser, cast.marketer.id), "cover": (io.BytesIO(b"<svg>"), "x.png")}
    )
    assert answer.status_code == 422
    assert "**Snow** came early" in answer.text


def _form(browser, author_id):
    page = browser.get("/blog/write").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    return {
        "csrf_token": token,
        "title": "First snow",
        "body": "**Snow** came early this year.",
        "language": "en",
        "authors": [str(author_id)],
        "tags": "snow",
    }
