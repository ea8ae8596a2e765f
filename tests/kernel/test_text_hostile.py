"""No text becomes code: thousands of hostile ones are rendered, opened in a real browser and listened to."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from community.kernel.text import Rendered, from_html, highlight, plain, render
from community.kernel.text.cleaner import ATTRIBUTES, CLASSES, TAGS
from tests.kernel import hostile_texts

PAYLOADS = Path(__file__).parents[3] / "shared/data/xss/dompurify-expect.json"
HOME = "http://community.test/"
ALARM = """
window.fired = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = (...words) => { window.fired.push(name + ' ' + words.join(' ')); return null; };
window.onerror = words => window.fired.push('error ' + words);
"""
# Every output again through innerHTML, twice, as a page script would move it; then every way to set it off.
SET_TWICE = """async () => {
  const posts = [...document.querySelectorAll('.post')];
  for (const post of posts) {
    const second = document.createElement('div'), third = document.createElement('div');
    second.className = third.className = 'again';
    document.body.append(second, third);
    second.innerHTML = post.innerHTML;
    third.innerHTML = second.innerHTML;
  }
  for (const element of document.querySelectorAll('.post *, .again *'))
    for (const kind of ['click', 'mouseover', 'focus', 'pointerenter', 'animationend', 'toggle', 'load', 'error'])
      element.dispatchEvent(new Event(kind, {bubbles: false, cancelable: true}));
  await new Promise(done => setTimeout(done, 500));
  const inside = [...document.querySelectorAll('.post *, .again *')];
  const attributes = inside.flatMap(e => [...e.attributes].map(a => [e.localName, a.name, a.value]));
  return {
    fired: window.fired,
    tags: [...new Set(inside.map(e => e.localName))],
    foreign: inside.filter(e => e.namespaceURI !== 'http://www.w3.org/1999/xhtml').length,
    attributes: [...new Set(attributes.filter(a => a[1] !== 'href' && a[1] !== 'title' && a[1] !== 'alt').map(a => JSON.stringify(a)))],
    protocols: [...new Set([...document.querySelectorAll('.post a, .again a')].map(a => a.protocol))],
    sources: [...new Set([...document.querySelectorAll('.post img, .again img')].map(i => i.src))],
    moved: posts.filter((post, place) => document.querySelectorAll('.again')[place * 2 + 1].innerHTML !== post.innerHTML).length,
    posts: posts.length,
    escaped: document.querySelectorAll('body > :not(.post):not(.again)').length,
    wide: document.documentElement.scrollWidth,
  };
}"""


class Listening:
    """A page of our origin without any protection of its own; what it asks for and says is written down."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked, self.dialogs, self.body = page, [], [], ""
        page.route("**/*", self._answer)
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.add_init_script(ALARM)

    def _answer(self, route: Route) -> None:
        address = route.request.url
        if address == HOME:
            route.fulfill(body=self.body, content_type="text/html; charset=utf-8")
            return
        if not address.startswith(HOME + "media/"):
            self.asked.append(address)
        route.abort()

    def open(self, outputs: list[str]) -> dict:
        posts = "\n".join(f"<div class=post>{html}</div>" for html in outputs)
        style = "<style>.post,.again{overflow-wrap:anywhere;max-width:40rem}img{max-width:100%}pre,table{display:block;overflow:auto}</style>"
        self.body = (
            f"<!doctype html><html><head><title>x</title>{style}</head><body>{posts}</body></html>"
        )
        self.page.goto(HOME, wait_until="load")
        return self.page.evaluate(SET_TWICE)


@pytest.fixture
def listening(page: Page) -> Iterator[Listening]:
    yield Listening(page)


def payloads() -> list[str]:
    return (
        [case["payload"] for case in json.loads(PAYLOADS.read_text())] if PAYLOADS.exists() else []
    )


def everybody(handles: set[str]) -> dict[str, str]:
    return {handle: f"/@{handle}" for handle in handles}


def as_markdown(text: str) -> Rendered:
    return render(text, mentions=everybody, site="http://community.test")


def as_foreign(text: str) -> Rendered:
    return from_html(text, base_url="https://other.example/a/b", site="http://community.test")


def as_own_html(text: str) -> Rendered:
    return from_html(text, site="http://community.test")


def both_ways_round(text: str) -> Rendered:
    """What one of our renderers wrote, read by the other."""
    return from_html(render(text[:32_000]).html)


@pytest.mark.parametrize("renderer", [as_markdown, as_foreign, as_own_html, both_ways_round])
@pytest.mark.parametrize("source", ["own", "known"])
def test_a1_a2_a4_a14_a21_no_text_becomes_code(
    listening: Listening, renderer: Callable[[str], Rendered], source: str
) -> None:
    texts = hostile_texts.own() if source == "own" else payloads()
    if not texts:
        pytest.skip("the shared data folder is absent")
    seen = listening.open([renderer(text).html for text in texts if len(text) <= 32_000])
    assert seen["fired"] == [] and listening.dialogs == [] and listening.asked == []
    assert set(seen["tags"]) <= TAGS and seen["foreign"] == 0
    assert set(seen["protocols"]) <= {"http:", "https:", "mailto:", "tel:", ":"}
    assert all(source.startswith(HOME + "media/") for source in seen["sources"])
    assert seen["moved"] == 0, "the browser reads the HTML as we wrote it"
    assert seen["escaped"] == 0, "no post leaves its frame"
    for tag, name, value in map(json.loads, seen["attributes"]):
        assert name in ATTRIBUTES[tag] or (name == "class" and value in CLASSES[tag]), (
            tag,
            name,
            value,
        )


def test_a23_nothing_covers_or_widens_the_page(listening: Listening) -> None:
    listening.page.set_viewport_size({"width": 360, "height": 640})
    outputs = [as_markdown(text).html for text in hostile_texts.LAYOUT]
    outputs += [as_own_html(text).html for text in hostile_texts.LAYOUT]
    seen = listening.open(outputs)
    assert seen["wide"] <= 360
    names = {json.loads(attribute)[1] for attribute in seen["attributes"]}
    assert names <= {"class", "rel", "loading", "decoding", "referrerpolicy", "src"}


def test_a6_marked_words_and_names_are_text(listening: Listening) -> None:
    texts = hostile_texts.MARKDOWN + payloads()
    outputs = [str(highlight(text, ["img", "script", "<", '"', "onerror", "&"])) for text in texts]
    outputs += [str(highlight(plain(text, 200), [])) for text in texts]
    seen = listening.open(outputs)
    assert (seen["fired"], listening.asked, seen["tags"], seen["attributes"]) == (
        [],
        [],
        ["mark"],
        [],
    )


def test_the_alarm_rings_for_what_is_not_cleaned(listening: Listening) -> None:
    """Without this the tests above could pass because nobody listens."""
    seen = listening.open(
        [
            hostile_texts.IMAGE,
            "<img src=//evil.example/x>",
            "<svg onload=alert(2)>",
            "<p onclick=alert(3)>x</p>",
        ]
    )
    assert {"alert 1", "alert 2", "alert 3"} <= set(seen["fired"])
    assert "http://evil.example/x" in listening.asked and seen["foreign"] > 0


def test_there_are_enough_hostile_texts() -> None:
    assert len(hostile_texts.nestings()) == 408
    assert len(set(hostile_texts.own())) > 1500
