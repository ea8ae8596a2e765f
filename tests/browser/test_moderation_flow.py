"""A report, a decision by keyboard, what its author is told, and the way back."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import DESK, Running
from tests.browser.test_main_flow import until

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])


@SCRIPT
def test_a_report_is_decided_and_taken_back(
    visitor: Callable[..., Page], running: Running, script: bool
) -> None:
    word = f"grensesnitt{int(time.time())}{'js' if script else 'plain'}"
    beside = f"lysverk{int(time.time())}"  # search repeats the word it is asked for
    author = visitor("dave_from_leeds", script=script)
    thread, post = writes(author, running, word, beside)
    reports(visitor("tomas_care", script=script), running, post)
    moderator = visitor("ingrid", script=script, viewport=DESK)
    hides_by_keyboard(moderator, word) if script else hides(moderator, word)

    is_told_why(author, running)
    anybody = visitor(script=script)
    places = [
        thread,
        f"/search?q={word}",
        "/feed.atom",
        "/b/running/feed.atom",
        "/@dave_from_leeds",
    ]
    until(lambda: not any(beside in text_of(anybody, place) for place in places), patience=5)

    moderator.goto("/staff/review")
    expect(moderator.locator(".undo > .happening")).to_contain_text("Dave Ackroyd")
    moderator.keyboard.press("u") if script else moderator.locator(
        ".undo > .happening"
    ).get_by_role("button", name="Undo").click()
    until(lambda: beside in text_of(anybody, thread))
    until(lambda: beside in text_of(anybody, f"/search?q={word}"))


def writes(author: Page, running: Running, word: str, beside: str) -> tuple[str, int]:
    number, slug = running.asked(
        "select t.id, t.slug from threads t join boards b on b.id = t.board_id where b.slug = 'running'"
        " and t.hidden_at is null and t.last_position < 15"
        " and t.id not in (select thread_id from closures) order by t.id desc limit 1"
    )[0]
    author.goto(f"/t/{number}/{slug}")
    author.get_by_label("Your text").fill(f"Buy {word} from my shop, {beside}, and be quick.")
    author.get_by_role("button", name="Post reply").click()
    expect(author.locator(".posts").get_by_text(word)).to_be_visible()
    post = running.asked("select id from posts where source like ?", f"%{word}%")[0][0]
    return f"/t/{number}/{slug}", post


def reports(reader: Page, running: Running, post: int) -> None:
    reader.goto(f"/posts/{post}")
    menu = reader.locator(f'[data-post="{post}"]').get_by_role("link", name="More")
    menu.click()
    reader.get_by_role("link", name="Report").click()
    reader.locator('input[name="reason"]').first.check()
    reader.get_by_label(re.compile("Anything we should know")).fill("This is an advertisement.")
    reader.get_by_role("button", name="Send report").click()
    expect(reader.locator(".notices")).to_be_visible()


def hides_by_keyboard(moderator: Page, word: str) -> None:
    """j to the report, Tab to nothing: a reason by its letters, h to hide."""
    moderator.goto("/staff/review")
    for _ in range(20):
        if moderator.locator("[data-detail]").get_by_text(word).count():
            break
        with moderator.expect_navigation():
            moderator.keyboard.press("j")
    expect(moderator.locator("[data-detail]").get_by_text(word)).to_be_visible()
    moderator.locator("#reason").focus()
    moderator.keyboard.press("ArrowDown")
    moderator.keyboard.press("Tab")
    moderator.locator("h1").first.evaluate("it => document.activeElement.blur()")
    moderator.keyboard.press("h")
    expect(moderator.locator(".queue").get_by_text(word)).to_have_count(0)


def hides(moderator: Page, word: str) -> None:
    moderator.goto("/staff/review")
    moderator.locator(".queue__item").filter(has_text=word).click()
    moderator.locator("#reason").select_option(index=1)
    moderator.get_by_role("button", name=re.compile("^Hide")).click()
    expect(moderator.locator("main").get_by_text(word)).to_have_count(0)


def is_told_why(author: Page, running: Running) -> None:
    decision = f"main a[href='/decisions/{running.asked('select max(id) from decisions')[0][0]}']"

    def told() -> int:
        author.goto("/notifications")
        return author.locator(decision).count()

    until(told)
    author.locator(decision).first.click()
    expect(author.get_by_role("heading", name="Your post was taken down")).to_be_visible()
    expect(author.locator("main strong")).not_to_be_empty()


def text_of(reader: Page, path: str) -> str:
    return reader.request.get(path).text()
