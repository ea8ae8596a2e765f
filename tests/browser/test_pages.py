"""Every page, asked for by everybody: it opens, it is clean HTML, it leads somewhere, something leads to it."""

import gzip
import re
from collections import defaultdict
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.browser.addresses import Address
from tests.browser.running import ROLES, whole

READERS = ["", *ROLES]
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<style|javascript:", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
NOT_FOR_PEOPLE = {
    "/healthz": "for monitors",
    "/readyz": "for monitors",
    "/metrics": "for monitors",
    "/robots.txt": "robots know it",
    "/sitemap.xml": "robots.txt names it",
    "/brand.css": "pages load it",
    "/brand/pictures/<name>": "pages show it",
    "/media/<key>": "pages show it",
    "/go/<code>": "stands on other sites",
    "/calendar/<token>.ics": "calendars ask it",
    "/b/<slug>/starter": "the composer asks it",
    "/t/similar": "the composer asks it",
    "/completions/people": "the composer asks it",
    "/completions/tags": "the composer asks it",
    "/@<handle>/card": "names ask it when pointed at",
    "/confirm/<secret>": "by mail",
    "/reset/<secret>": "by mail",
    "/settings/email/<secret>": "by mail",
    "/unsubscribe/<token>": "by mail",
    "/sign-in/<provider>/return": "the network leads there",
    "/sign-in/<provider>/consent": "the way back leads there",
    "/sign-in/link": "the way back leads there",
    "/sign-up/sent": "the form leads there",
    "/reset/sent": "the form leads there",
    "/sign-in/<provider>": "an address for other sites to link to",
    "/sign-out": "an address to type; the menu has the button",
    "/t": "what is left when an address is cut",
    "/t/<int:thread_id>": "what is left when an address is cut",
    "/t/<int:thread_id>/ahead": "the page asks it while it is open",
    "/staff": "leads on to the review",
    "/decisions/<int:decision_id>": "notices and mails lead there",
    "/posts/<int:post_id>": "notices and mails lead there",
    "/marketing/exports/<token>/file": "its receipt leads there, once it is written",
}


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action", "data-ahead") and value:
                if tag != "form" and not (tag == "link" and ("rel", "canonical") in attrs):
                    self.found.add(value)


@pytest.fixture(scope="session")
def seen(house: Flask, addresses: list[Address]) -> dict[str, dict[str, TestResponse]]:
    """Every address as every reader saw it, asked for once."""
    return {}


@pytest.fixture
def visit(
    seen: dict[str, dict[str, TestResponse]],
    reader: Callable[[str], FlaskClient],
    addresses: list[Address],
) -> Callable[[str], dict[str, TestResponse]]:
    def all_pages(role: str) -> dict[str, TestResponse]:
        if role not in seen:
            seen[role] = {each.path: opened(reader(role), each) for each in addresses}
        return seen[role]

    return all_pages


def opened(client: FlaskClient, address: Address) -> TestResponse:
    if address.session:
        with client.session_transaction() as session:
            session.update(address.session)
    return client.get(address.path)


@pytest.mark.parametrize("role", READERS, ids=lambda role: role or "stranger")
def test_every_page_answers_everybody(role: str, visit: Callable, addresses: list[Address]) -> None:
    answers = visit(role)
    assert len(answers) > 90
    bad = {path: each.status for path, each in answers.items() if each.status_code >= 500}
    assert bad == {}
    lost = {path: each.status for path, each in answers.items() if each.status_code in (400, 404)}
    allowed = {"/media/none.png", "/t", "/posts/1/history"}
    allowed |= {each.path for each in addresses if each.rule in LIVES_BY_READER}
    assert not set(lost) - allowed, lost


LIVES_BY_READER = {
    "/notifications/<int:notification_id>/reason": "only who was told",
    "/marketing/exports/<token>": "only who ordered it",
    "/marketing/exports/<token>/file": "only who ordered it, once it is written",
    "/decisions/<int:decision_id>": "only its author",
    "/sign-in/<provider>/return": "only with an attempt in this browser",
    "/sign-in/link": "only with something to link",
    "/sign-in/<provider>/consent": "only with something to decide",
    "/flags/new": "only with a subject",
    "/messages/<int:conversation_id>": "only who takes part in it",
    "/posts/<int:post_id>/edit": "only its author",
    "/media/<key>": "pictures by their keys",
    "/metrics": "monitors",
}


@pytest.mark.parametrize("role", READERS, ids=lambda role: role or "stranger")
def test_pages_hold_no_inline_style_and_no_inline_script(role: str, visit: Callable) -> None:
    for path, page in pages_of(visit(role)):
        assert not INLINE.search(without_text(page.text)), path
        for attributes in SCRIPT.findall(page.text):
            assert "src=" in attributes or "application/ld+json" in attributes, (path, attributes)


@pytest.mark.parametrize("role", READERS, ids=lambda role: role or "stranger")
def test_pages_are_valid_html(role: str, visit: Callable, vnu: Callable, checked: set) -> None:
    problems = {}
    for path, page in pages_of(visit(role)):
        shape = (path, re.sub(r'value="[^"]{60,}"', "", page.text))
        if shape not in checked:
            checked.add(shape)
            problems[path] = vnu(page.text)
    tell(problems)


@pytest.mark.parametrize("role", ["", "fan", "admin"], ids=["stranger", "fan", "admin"])
def test_pages_in_persian_are_valid_and_run_from_right_to_left(
    role: str, reader: Callable, addresses: list[Address], vnu: Callable, house: Flask
) -> None:
    client, problems = reader(role), {}
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fa"
    for each in addresses:
        answer = client.get(each.path + ("&" if "?" in each.path else "?") + "lang=fa")
        assert answer.status_code < 500, each.path
        if answer.status_code == 200 and answer.mimetype == "text/html" and whole(answer.text):
            assert 'dir="rtl"' in answer.text[:400] and 'lang="fa"' in answer.text[:400], each.path
            if each.rule.count("/") < 3:
                problems[each.path] = vnu(answer.text)
    tell(problems)


@pytest.mark.parametrize("role", READERS, ids=lambda role: role or "stranger")
def test_no_link_is_dead(role: str, visit: Callable, reader: Callable) -> None:
    leads = links_of(visit(role))
    client, dead = reader(role), {}
    for path, origin in sorted(leads.items()):
        if origin == "/admin/style":
            continue  # the page of all parts shows them with made-up people
        answer = client.get(path)
        if answer.status_code >= 400:
            dead[path] = (answer.status_code, origin)
    assert dead == {}


def test_every_page_is_linked_from_another(house: Flask, visit: Callable) -> None:
    adapter = house.url_map.bind("localhost")
    reached = set(NOT_FOR_PEOPLE)
    for role in READERS:
        for path in links_of(visit(role)):
            try:
                rule, _values = adapter.match(urlsplit(path).path, return_rule=True)
                reached.add(rule.rule)
            except HTTPException:
                continue
    rules = {rule.rule for rule in house.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert rules - reached == set()


@pytest.mark.parametrize("role", ["", "fan"], ids=["stranger", "fan with buttons"])
def test_a_thread_of_twenty_posts_is_a_page_of_forty_kilobytes_at_most(
    role: str, house: Flask, reader: Callable
) -> None:
    page = reader(role).get(longest_thread(house))
    assert page.text.count('data-post="') >= 19  # one may be gone
    assert len(page.get_data()) <= 40 * 1024


def test_a_first_visit_weighs_sixty_kilobytes_at_most(house: Flask, reader: Callable) -> None:
    """HTML, styles and scripts as they travel, compressed."""
    client, path = reader(""), longest_thread(house)
    page = client.get(path)
    links = Links()
    links.feed(page.text)
    needed = {each for each in links.found if re.search(r"\.(css|js)(\?|$)", each)}
    needed |= scripts_behind(client, needed)
    sizes = {each: squeezed(client.get(each)) for each in needed} | {path: squeezed(page)}
    assert any(".css" in each for each in sizes) and any(".js" in each for each in sizes)
    assert sum(sizes.values()) <= 60 * 1024, sizes


def scripts_behind(client: FlaskClient, scripts: set[str]) -> set[str]:
    """The modules that a module imports at once; those it asks for later are not of the first visit."""
    found: set[str] = set()
    waiting = [each for each in scripts if ".js" in each]
    while waiting:
        script = waiting.pop()
        for name in re.findall(
            r"^import\s+(?:[^'\"]*from\s+)?['\"]([^'\"]+)", client.get(script).text, re.M
        ):
            if (address := urljoin(script, name)) not in found:
                found.add(address)
                waiting.append(address)
    return found


def squeezed(answer: TestResponse) -> int:
    assert answer.status_code == 200, answer.request.path
    return len(gzip.compress(answer.get_data(), 6))


def longest_thread(house: Flask) -> str:
    from sqlalchemy import text

    from community.kernel.db import db

    with house.app_context():
        query = "select id, slug from threads where last_position >= 20 and hidden_at is null order by last_position limit 1"
        row = db.session.execute(text(query)).first()
        assert row
        return f"/t/{row[0]}/{row[1]}"


def tell(problems: dict[str, list[str]]) -> None:
    """Fail with each complaint once, and one page that has it."""
    once = {
        said.partition(": ")[2]: path
        for path, each in reversed(problems.items())
        for said in each
        if "Attribute “hx-" not in said  # htmx names its own attributes
    }
    assert not once, "\n".join(f"{path}: {said}" for said, path in once.items())


def pages_of(answers: dict[str, TestResponse]) -> list[tuple[str, TestResponse]]:
    return [
        (path, each)
        for path, each in answers.items()
        if each.mimetype == "text/html"
        and each.status_code not in (301, 302, 303)
        and whole(each.text)
    ]


def links_of(answers: dict[str, TestResponse]) -> dict[str, str]:
    """Every address on this site that a page links to, and one page that does."""
    leads: dict[str, str] = defaultdict(str)
    for path, page in pages_of(answers):
        links = Links()
        links.feed(page.text)
        for link in links.found:
            target = urlsplit(urljoin(path, unescape(link)))
            if not target.netloc and target.scheme == "" and target.path.startswith("/"):
                leads[target.path + (f"?{target.query}" if target.query else "")] = path
    return leads


def without_text(html: str) -> str:
    """Only the tags."""
    return " ".join(re.findall(r"<[a-zA-Z][^>]*>", html))


@pytest.fixture(scope="session")
def checked() -> set:
    return set()
