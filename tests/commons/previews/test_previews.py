"""Cards of linked pages: words only, a picture of our own, public addresses only, and nothing that harms."""

import io
import json

import pytest
from PIL import Image

from community.commons import previews
from community.commons.previews import looking_up, providers, reading
from community.kernel.db import db
from community.kernel.hardening import FRAMED
from tests.kernel.hostile_server import hostile, moved, plain

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Not this</title>
<meta property="og:title" content="Skating &amp; gliding"><meta name="description" content="How to {word}.">
<meta property="og:site_name" content="Snow Notes"><meta property="og:image" content="/cover.jpg"></head>
<body><meta property="og:title" content="from the body"></body></html>"""


def answering(body: bytes, kind: str = "text/html; charset=utf-8"):
    return plain(body, f"Content-Type: {kind}")


@pytest.fixture
def ask(app, monkeypatch):
    """`ask(server, path)`: look a page up as if this machine's port were public."""

    def asked(server, path="page"):
        monkeypatch.setattr(looking_up, "ALLOWED", server.allowed)
        row = previews.look_up(server.url + path)
        db.session.commit()
        return row

    return asked


def cover() -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (1200, 630), "teal").save(file, "JPEG", exif=exif)
    return file.getvalue()


def site(page: bytes, picture: bytes):
    def answer(line, request):
        wants_picture = "cover" in request.partition("\r\n")[0]
        body, kind = (picture, "image/jpeg") if wants_picture else (page, "text/html")
        answering(body, kind)(line, request)

    return answer


@pytest.mark.databases
def test_a_page_says_its_title_and_its_picture_is_made_anew(ask, client):
    with hostile(site(PAGE.format(word="wax").encode(), cover())) as server:
        row = ask(server)
    assert (row.title, row.about, row.site) == ("Skating & gliding", "How to wax.", "Snow Notes")
    kept = client.get(f"/media/{row.picture_key}")
    assert kept.mimetype == "image/webp" and b"taken at home" not in kept.data
    assert (row.width, row.height) == (640, 336)


def test_a_page_is_asked_once(ask):
    with hostile(answering(PAGE.format(word="wax").encode())) as server:
        address = ask(server).address
        assert previews.unknown([address]) == []


def test_a8_a_hostile_page_becomes_words(ask):
    evil = '<script>alert(1)</script>" onmouseover="alert(1)'
    page = (
        f'<title>x</title><meta property="og:title" content="{evil.replace(chr(34), "&quot;")}">'
        f'<meta property="og:description" content="\u202e<b>bold</b>&lt;img src=x onerror=alert(1)&gt;">'
        '<meta property="og:image" content="javascript:alert(1)">'
        '<meta property="og:site_name" content="A&#0;B\u200b\u200b">'
    )
    with hostile(answering(page.encode())) as server:
        row = ask(server)
        html = f'<p><a href="{row.address}" rel="nofollow ugc noopener">{row.address}</a></p>'
        shown = previews.dressed(html)
    assert "<script" not in shown and "<img" not in shown and "<b>" not in shown
    assert "&lt;script&gt;" in shown and "\u202e" not in shown
    assert 'onmouseover="' not in shown
    assert row.picture_key is None


def test_a8_the_html_of_an_oembed_answer_is_not_taken():
    told = {"title": "Film", "html": "<script>alert(1)</script>", "thumbnail_url": "//cdn.example/a.jpg", "author_name": 7}  # fmt: skip
    said = reading.of_oembed(json.dumps(told).encode(), "https://vimeo.com/1234567")
    assert said == reading.Said("Film", "", "vimeo.com", "https://cdn.example/a.jpg")
    assert reading.of_oembed(b"[1, 2]", "https://vimeo.com/1234567").title == ""


def test_d2_neither_a_redirect_nor_a_picture_leads_inside(ask):
    with hostile(plain(b"secret")) as inside:
        with hostile(moved(inside.url)) as server:
            assert ask(server).title == ""
        page = f'<title>Outside</title><meta property="og:image" content="{inside.url}">'
        with hostile(answering(page.encode())) as server:
            row = ask(server)
        assert row.title == "Outside" and row.picture_key is None
        assert inside.requests == []


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://169.254.169.254/latest", "http://[::1]/", "http://0x7f000001/", "http://10.0.0.1/"],
)  # fmt: skip
def test_d1_only_public_addresses_are_asked(app, address):
    assert previews.look_up(address).title == ""


@pytest.mark.parametrize(
    "answer",
    [
        answering(b"<title>" + b"x" * 1_100_000),
        answering(b"<div>" * 100_000 + b"<title>deep</title>"),
        answering(b"<title>pdf</title>", "application/pdf"),
        plain(b"gone", status="404 Not Found"),
        answering(b"\xff\xfe\x00" * 1000, "text/html; charset=nonsense"),
        answering(b"<meta property=og:title content='" + b"&" * 50_000),
    ],
)
def test_d5_a_page_that_is_too_much_has_no_card_and_ends(ask, answer):
    with hostile(answer) as server:
        assert len(ask(server).title) <= 150


def test_only_a_link_that_stands_alone_and_bare_is_shown_as_a_card(app):
    def link(address, words=""):
        return f'<a href="{address}" rel="nofollow ugc noopener">{words or address}</a>'

    html = "\n".join(
        [
            f"<p>{link('https://one.example/a?b=1&amp;c=2')}</p>",
            f"<p>See {link('https://two.example/')}</p>",
            f"<p>{link('https://three.example/', 'my words')}</p>",
            f"<blockquote>\n<p>{link('https://four.example/')}</p>\n</blockquote>",
            '<p><a href="/t/1/own" rel="">https://five.example/</a></p>',
        ]
    )
    assert previews.alone(html) == ["https://one.example/a?b=1&c=2", "https://four.example/"]


def test_e6_at_most_ten_pages_of_a_post_are_asked(app):
    html = "\n".join(
        f'<p><a href="https://e{n}.example/" rel="x">https://e{n}.example/</a></p>'
        for n in range(50)
    )
    assert len(previews.alone(html)) == 10


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=4", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
        ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"),
        ("https://dai.ly/x8abcde", "https://geo.dailymotion.com/player.html?video=x8abcde"),
        ("https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC"),
    ],
)  # fmt: skip
def test_a_film_of_a_known_provider_carries_its_player(address, player):
    assert providers.provider_of(address).player_of(address) == player
    assert player.startswith(FRAMED)


@pytest.mark.parametrize(
    "address",
    [
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
        'https://youtu.be/"onload="1',
        "https://vimeo.com/abc",
        "https://www.youtube.com/watch?v=short",
    ],
)
def test_a1_an_address_that_only_looks_like_a_provider_has_no_player(address):
    assert providers.provider_of(address) is None
