"""Fills in forms as a browser without JavaScript does."""

from html.parser import HTMLParser
from typing import Any


class Forms(HTMLParser):
    """`found[action]` are the fields of each form with the values it came with."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str]] = {}
        self.fields: dict[str, str] = {}
        self.writing = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "form":
            self.fields = self.found.setdefault(given.get("action", ""), {})
        elif tag == "textarea":
            self.writing = name
            self.fields[name] = ""
        elif (
            tag == "input"
            and name
            and (given.get("type") not in ("radio", "checkbox") or "checked" in given)
        ):
            self.fields[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.writing:
            self.fields[self.writing] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self.writing] = (
                self.fields[self.writing].removeprefix("\r\n").removeprefix("\n")
            )
            self.writing = ""


def form(browser: Any, path: str, action: str) -> dict[str, str]:
    page = browser.get(path)
    assert page.status_code == 200, page.status
    return Forms(page.text).found[action]


def send(browser: Any, path: str, action: str, **fields: str) -> Any:
    """Open the page, fill in the form that goes to `action`, send it."""
    return browser.post(action, data={**form(browser, path, action), **fields})


def act(browser: Any, path: str, address: str, **fields: str) -> Any:
    """Press one of the buttons that hang on the page's own form."""
    token = form(browser, path, "")["csrf_token"]
    return browser.post(address, data={"csrf_token": token, **fields})


def visit(browser: Any, path: str) -> str:
    """The page at the end of all redirects."""
    answer = browser.get(path)
    while answer.status_code in (301, 302, 303, 308):
        answer = browser.get(answer.location)
    return answer.text
