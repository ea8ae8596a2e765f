"""Every page in Chromium on a small phone: nothing cries, nothing is fetched elsewhere, all can be read."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Request

from tests.browser.addresses import Address
from tests.browser.running import Running, client_of, cookie_of, whole

SMALL = {"width": 360, "height": 740}
FIRST_WHO_MAY = ("", "fan", "moderator", "marketer", "admin")
HOT = ("/", "/latest", "/t/<int:thread_id>/<slug>", "/blog/<slug>", "/@<handle>", "/search?q=wax",
       "/sign-in", "/me/record", "/staff/review/<int:item_id>", "/marketing", "/marketing/members/<int:member_id>", "/admin/settings")  # fmt: skip
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GRAVE = """levels => axe.run(document, {runOnly: levels, resultTypes: ['violations']}).then(({violations}) => violations
  .filter((rule) => ['serious', 'critical'].includes(rule.impact))
  .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary.slice(0, 200)}`)))"""
WIDER = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
  if (wide <= 0) return ''
  const over = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1)
  return `${wide} px wider: ` + over.slice(0, 5).map((each) => `${each.tagName}.${each.className}`).join(', ')
}"""


@pytest.fixture(scope="session")
def who_opens(house: Flask, addresses: list[Address]) -> dict[str, list[Address]]:
    """Each page under the least of the readers that may open it, so that it is looked at once."""
    left, found = list(addresses), {}
    for role in FIRST_WHO_MAY:
        found[role] = [each for each in left if opens(client_of(house, role), each)]
        left = [each for each in left if each not in found[role]]
    return found


def opens(client: Any, address: Address) -> bool:
    if address.session:
        with client.session_transaction() as session:
            session.update(address.session)
    answer = client.get(address.path)
    return answer.status_code == 200 and answer.mimetype == "text/html" and whole(answer.text)


@pytest.fixture
def screen(browser: Browser, running: Running, house: Flask) -> Iterator[Callable[..., "Watched"]]:
    """`screen("fan")`: a page of somebody signed in, with an eye on what it asks for and complains of."""
    contexts = []

    def of(role: str, session: dict[str, Any] | None = None, **options: Any) -> Watched:
        context = browser.new_context(base_url=running.url, viewport=SMALL, **options)
        if role or session:
            context.add_cookies([cookie_of(house, running, role, session)])
        contexts.append(context)
        return Watched(context.new_page(), running.url)

    yield of
    for context in contexts:
        context.close()


class Watched:
    """A page that remembers every error in its console and every request that failed or left the site."""

    def __init__(self, page: Page, home: str):
        self.page, self.home, self.said = page, home, []
        page.on(
            "console", lambda it: it.type == "error" and self.said.append(f"console: {it.text}")
        )
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("requestfailed", self.failed)
        page.on("request", lambda it: self.leaves(it.url) and self.said.append(f"left: {it.url}"))
        page.on(
            "response", lambda it: it.status >= 400 and self.said.append(f"{it.status}: {it.url}")
        )

    def failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the last page was left before it came
            self.said.append(f"failed: {request.url} {request.failure}")

    def leaves(self, url: str) -> bool:
        return not url.startswith((self.home, "data:", "blob:", "about:"))

    def problems(self, path: str, axe: str) -> list[str]:
        self.said.clear()
        self.page.goto(path, wait_until="load")
        wide = self.page.evaluate(WIDER)
        self.page.evaluate(axe)
        grave = self.page.evaluate(GRAVE, LEVELS)
        return [*self.said, *([wide] if wide else []), *grave]


@pytest.fixture(scope="session")
def axe_source(axe_path: Path) -> str:
    return axe_path.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("role", FIRST_WHO_MAY, ids=lambda role: role or "stranger")
def test_j9_every_page_is_quiet_fits_a_phone_and_can_be_read(
    role: str, screen: Callable, who_opens: dict, axe_source: str
) -> None:
    problems: dict[str, list[str]] = {}
    assert who_opens[role]
    usual = screen(role)
    for each in who_opens[role]:
        watched = screen(role, each.session) if each.session else usual
        problems[each.path] = watched.problems(each.path, axe_source)
    tell(problems)


@pytest.mark.slow
@pytest.mark.parametrize(
    "options",
    [{"color_scheme": "dark"}, {"locale": "fa", "color_scheme": "dark"}, {"locale": "fa"}],
    ids=["dark", "dark_fa", "fa"],
)
def test_hot_pages_hold_in_the_dark_and_from_right_to_left(
    options: dict, screen: Callable, who_opens: dict, axe_source: str
) -> None:
    problems, seen = {}, 0
    for role in FIRST_WHO_MAY:
        watched = screen(role, **options)
        for each in who_opens[role]:
            if each.rule in HOT or each.path in HOT:
                seen += 1
                more = "?lang=fa" if "locale" in options and "?" not in each.path else ""
                problems[each.path] = watched.problems(each.path + more, axe_source)
    assert seen >= 10
    tell(problems)


def tell(problems: dict[str, list[str]]) -> None:
    once = {said: path for path, each in reversed(problems.items()) for said in each}
    assert not once, "\n".join(f"{path}: {said}" for said, path in once.items())
