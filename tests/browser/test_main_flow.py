"""The whole way of a fan, from a link on a network to the member record, with and without JavaScript."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import Running

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
PEOPLE = {True: "Elin Haugen", False: "پریسا رستمی"}
PLACES = {True: "Tromsø", False: "شیراز"}
HANDLES = {True: "elin_of_the_fjord", False: "parisa_of_shiraz"}


@SCRIPT
def test_a_stranger_from_a_tracked_link_becomes_a_heard_member(
    visitor: Callable[..., Page], running: Running, script: bool
) -> None:
    word = f"vaxholm{int(time.time())}{'js' if script else 'plain'}"
    stranger = visitor(script=script)
    thread = arrive(stranger, running)
    write_a_reply(stranger, f"Glide wax from {word} lasted the whole weekend.")
    join_by_fjordbook(stranger, script)
    expect(stranger).to_have_url(re.compile(rf"{thread}/reply"))
    expect(stranger.get_by_label("Your text")).to_have_value(re.compile(word))
    stranger.get_by_role("button", name="Post reply").click()
    expect(stranger.get_by_text(word)).to_be_visible()
    assert "#p" in stranger.url

    found_by_search(visitor(script=script), word)
    liked_by_another(visitor("dave_from_leeds", script=script), stranger.url)
    told_about_it(stranger, "Dave Ackroyd")
    marketer = visitor("clara", script=script)
    known_to_the_marketer(marketer, running, script)
    corrects_and_withdraws(stranger, marketer, script)


def arrive(stranger: Page, running: Running) -> str:
    """Through the tracked link of a film; the board it leads to has a thread to answer in."""
    stranger.goto("/go/tt-dal3")
    expect(stranger).to_have_url(re.compile(r"/b/running$"))
    open_threads = running.asked(
        "select t.id, t.slug from threads t join boards b on b.id = t.board_id where b.slug = 'running'"
        " and t.hidden_at is null and t.id not in (select thread_id from closures) order by t.id desc"
    )
    number, slug = open_threads[0]
    stranger.locator(f'a[href^="/t/{number}/{slug}"]').first.click()
    expect(stranger.get_by_role("heading", level=1)).to_be_visible()
    return f"/t/{number}"


def write_a_reply(stranger: Page, words: str) -> None:
    stranger.get_by_role("link", name="Write a reply").click()
    stranger.get_by_label("Your text").fill(words)
    stranger.get_by_role("button", name="Post reply").click()
    expect(stranger).to_have_url(re.compile(r"/sign-in\?next="))


def join_by_fjordbook(stranger: Page, script: bool) -> None:
    """Out to the network, back, one field declined, one purpose given."""
    stranger.get_by_role("button", name="Fjordbook (demo)").click()
    stranger.get_by_role("button", name=PEOPLE[script]).click()
    expect(stranger.get_by_role("heading", name="What may we take over?")).to_be_visible()
    stranger.get_by_label(re.compile(PLACES[script])).uncheck()
    stranger.get_by_label("Your name here").or_(stranger.locator("#handle")).fill(HANDLES[script])
    stranger.locator('input[name="purpose"][value="newsletter"]').check()
    stranger.get_by_role("button", name="Join").click()


def found_by_search(reader: Page, word: str) -> None:
    began = time.monotonic()
    while True:
        reader.goto(f"/search?q={word}")
        if reader.locator("main").get_by_text("Glide wax").count():
            return
        assert time.monotonic() - began < 6, "a post is not found within six seconds"
        time.sleep(0.4)


def liked_by_another(other: Page, address: str) -> None:
    other.goto(address)
    post = other.locator(f"#{address.rpartition('#')[2]}")
    post.get_by_role("button", name="Like").click()
    expect(post.locator('button[value="like"][aria-pressed="true"]')).to_be_visible()


def told_about_it(author: Page, name: str) -> None:
    began = time.monotonic()
    while True:
        author.goto("/notifications")
        if author.locator("main").get_by_text(name).count():
            return
        assert time.monotonic() - began < 8, "the author hears nothing of a reaction"
        time.sleep(0.4)


def known_to_the_marketer(marketer: Page, running: Running, script: bool) -> None:
    """First touch, what the network said with its passport, and nothing that was declined."""
    until(
        lambda: running.asked(
            "select 1 from members m join accounts a on a.member_id = m.id where a.handle = ? and m.first_network = 'tiktok'",
            HANDLES[script],
        )
    )
    marketer.goto("/marketing/members")
    marketer.get_by_label("Came from").select_option(label="TikTok")
    marketer.get_by_role("button", name="Show", exact=True).click()
    marketer.get_by_role("link", name=re.compile(HANDLES[script])).click()
    record = marketer.locator("main")
    expect(record.get_by_text("TikTok").first).to_be_visible()
    expect(record.get_by_text("dal3-launch").first).to_be_visible()
    name = record.locator("details.fact").filter(has_text=PEOPLE[script])
    name.locator("summary").click()
    expect(name.get_by_text("Fjordbook").first).to_be_visible()
    expect(name.get_by_text("told by a network").first).to_be_visible()
    whole = record.text_content() or ""
    assert PLACES[script] not in whole, "a field that was declined"
    assert "@example.net" not in whole, "a field whose source does not allow it to be shown"


def corrects_and_withdraws(fan: Page, marketer: Page, script: bool) -> None:
    fan.goto("/me/record")
    fan.locator('select[name="field"]').select_option("occupation")
    fan.get_by_label("Your words").fill("Lighthouse keeper")
    fan.get_by_role("button", name="Note it").click()
    marketer.reload()
    expect(marketer.locator("main").get_by_text("Lighthouse keeper").first).to_be_attached()

    told = fan.locator("details.fact").filter(has_text="Lighthouse keeper")
    told.locator("summary").click()
    told.get_by_role("link", name="Correct this").click()
    fan.get_by_label("What is right").fill("Harbour pilot")
    fan.get_by_role("button", name="Correct it").click()
    marketer.reload()
    assert "Harbour pilot" in marketer.locator("main").inner_text()
    assert "Lighthouse keeper" not in marketer.locator(".record__who").inner_text()

    told = fan.locator("details.fact").filter(has_text="Harbour pilot")
    told.locator("summary").click()
    told.get_by_role("button", name="Withdraw this").click()
    expect(fan.get_by_text("Withdrawn. It counts no more.")).to_be_visible()
    marketer.reload()
    assert "Harbour pilot" not in marketer.locator(".record__who").inner_text()


def until(claim: Callable[[], object], patience: float = 8) -> None:
    deadline = time.monotonic() + patience
    while not claim():
        assert time.monotonic() < deadline, "it does not become true"
        time.sleep(0.2)
