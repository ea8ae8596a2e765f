"""Hostile words in every place a person can write, and in every parameter, seen at every address."""

import json
import re
from collections.abc import Callable
from itertools import count
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from tests.safety.asking import Reader
from tests.safety.reading_html import Page
from tests.safety.world import QUERY_NAMES, READERS, World, furnish

VECTORS = (
    '"><img src=x onerror=alert(1)>', "'><svg onload=alert(1)>", "</script><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</textarea><iframe srcdoc=x>", "<a href=javascript:alert(1)>x</a>", "]]></script><img src=x onerror=alert(1)>", "--><script>alert(1)</script>",
    "{{7*7}}<b xss>", "${7*7}<i pwned>", "`><body onload=alert(1)>", "\\\"><img src=x onerror=alert(1)>", "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "&lt;img src=x onerror=alert(1)&gt;", "%3Cimg src=x onerror=alert(1)%3E", "<IMG SRC=x ONERROR=alert(1)>", "<math><mi xlink:href=javascript:alert(1)>",
)  # fmt: skip
LONGEST = {"medium": 40, "tag": 30, "private_tag": 30}
LINKED = re.compile(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', re.DOTALL)


@pytest.fixture(params=range(3))
def hostile(request, app, cast, unlimited, offering, work) -> World:
    """Each place has another vector, and each of three runs deals them out anew."""
    numbers = count(request.param * 6)
    world = furnish(app, cast, lambda place: dealt(place, next(numbers)))
    work()
    return world


def dealt(place: str, number: int) -> str:
    return f"{VECTORS[number % len(VECTORS)]} {place}"[: LONGEST.get(place, 60)]


def test_a6_hostile_words_are_text_at_every_address(
    hostile: World, reader: Callable[[str], Reader], mails: Callable
) -> None:
    wrong, seen = {}, 0
    for name in READERS:
        for path in [*hostile.pages(), "/search?q=title", "/search?q=name&kind=member"]:
            answer = reader(name).get(path)
            assert answer.status < 500, path
            seen += "onerror" in answer.text or "onload" in answer.text
            if bad := faults_of(answer.headers.get("Content-Type", ""), answer.text):
                wrong[name, path] = bad
    assert wrong == {}
    assert seen > 40, "the vectors must be on the pages at all"
    for mail in mails():
        html = mail.get_body(("html",))
        assert html is None or not Page(without_own_links(html.get_content())).bad, mail["subject"]
        assert all(
            "\n" not in str(value) or name == "Subject"
            for name, value in mail.items()
            if name != "Received"
        )


def test_a16_a_parameter_comes_back_as_text(world: World, reader: Callable[[str], Reader]) -> None:
    wrong = {}
    for name in ("stranger", "admin"):
        for path in world.pages():
            for vector in VECTORS[:3]:
                query = "&".join(f"{each}={quote(vector)}" for each in QUERY_NAMES)
                answer = reader(name).get(f"{path}?{query}")
                assert answer.status < 500, path
                if bad := faults_of(answer.headers.get("Content-Type", ""), answer.text):
                    wrong[name, path] = bad
    assert wrong == {}


def test_a16_a_missing_page_and_a_refused_form_repeat_nothing_that_acts(
    world: World, reader: Callable[[str], Reader]
) -> None:
    wrong = {}
    for vector in VECTORS:
        for rule, _route in world.rules("GET"):
            if "<" in rule:
                answer = reader("admin").get(re.sub(r"<[^>]+>", quote(vector, safe=""), rule))
                if bad := faults_of(answer.headers.get("Content-Type", ""), answer.text):
                    wrong[rule] = bad
    for rule, _route in world.rules("POST"):
        fields = dict.fromkeys(
            (
                "email",
                "handle",
                "name",
                "title",
                "body",
                "next",
                "reason",
                "text",
                "value",
                "code",
                "target",
                "slug",
                "name_en",
            ),
            VECTORS[0],
        )
        answer = reader("admin").post(world.path(rule), fields)
        assert answer.status < 500 or "/sign-in/" in rule, rule
        if bad := faults_of(answer.headers.get("Content-Type", ""), answer.text):
            wrong[rule] = bad
    assert wrong == {}


def test_a6_nothing_runs_in_chromium(
    hostile: World, reader: Callable[[str], Reader], browser: Browser
) -> None:
    """The same answers, parsed by Chromium with no policy of ours to help: no dialog, no vector fetched."""
    ran: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.route("**/*", lambda route: route.abort())
    for name in ("stranger", "admin"):
        for path in hostile.pages():
            answer = reader(name).get(path)
            if (
                answer.headers.get("Content-Type", "").startswith("text/html")
                and answer.status == 200
            ):
                page.set_content(answer.text, wait_until="commit")
                page.evaluate("html => { document.body.innerHTML = html }", answer.text)
                if page.evaluate(
                    "document.querySelectorAll('[src=x], [onerror], [onload], [xss], [pwned]').length"
                ):
                    ran.append(path)
    page.close()
    assert ran == []


def faults_of(kind: str, text: str) -> list[str]:
    if kind.startswith("text/html"):
        for linked in LINKED.findall(text):
            json.loads(linked)
        return Page(text).bad
    if "xml" in kind:
        return [
            each
            for entry in ElementTree.fromstring(text).iter()
            if "}html" in entry.tag
            for each in Page(entry.text or "").bad
        ]
    if "json" in kind:
        json.loads(text)
        return [] if "<script" not in text else ["a script in JSON"]
    return []


def without_own_links(html: str) -> str:
    return re.sub(r' style="[^"]*"|<style.*?</style>', "", html, flags=re.DOTALL)
