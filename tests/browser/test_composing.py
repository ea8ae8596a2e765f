"""Writing as people do it: on a telephone and at a desk, with and without JavaScript, in other scripts."""

import io
import re
import time
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.running import DESK, Running

FAN, OTHER = "dave_from_leeds", "ingrid"
SMALL = {"width": 360, "height": 740}


def file(name: str = "ridge.jpg", width: int = 3000, height: int = 1000) -> dict:
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    Image.effect_noise((width, height), 40).convert("RGB").save(stream, "JPEG", exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def new_thread(visitor: Callable[..., Page], **options: object) -> Page:
    page = visitor(FAN, **options)
    page.goto("/t/new")
    page.get_by_label("Title").fill(f"Composed at {time.time():.0f}")
    text_of(page).fill("")
    return page


def text_of(page: Page):
    return page.get_by_label("Your text")


def ready(page: Page) -> None:
    expect(page.locator("markdown-toolbar")).to_be_visible()
    page.locator("text-expander:defined").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")


def choose(page: Page, *files: dict) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Pictures and files").click()
    chooser.value.set_files(list(files))


@pytest.mark.parametrize("size", [SMALL, DESK], ids=["phone", "desk"])
def test_pictures_are_chosen_described_previewed_and_posted(visitor: Callable[..., Page], size: dict) -> None:  # fmt: skip
    page = new_thread(visitor, viewport=size)
    ready(page)
    text_of(page).fill("Look at this")
    choose(page, file(), file("second.jpg", 600, 400))
    expect(page.locator(".upload__alt:visible")).to_have_count(2)
    written = text_of(page).input_value()
    assert re.search(r"Look at this\n\n!\[\]\(/media/\w+\.webp\)\n!\[\]\(/media/\w+\.webp\)\n", written)  # fmt: skip
    page.locator(".upload__alt").first.fill("A ridge [north]")
    page.locator(".upload__alt").nth(1).click()
    expect(text_of(page)).to_have_value(re.compile(r"!\[A ridge \\\[north\\\]\]\(/media"))
    page.get_by_role("button", name="Preview").click()
    pane = page.get_by_role("region", name="Preview")
    expect(pane.get_by_alt_text("A ridge [north]")).to_be_visible()
    stored = pane.inner_html()
    page.get_by_role("button", name="Start the thread").click()
    expect(page.locator(".post .gallery img")).to_have_count(2)
    assert page.locator("#p1 .prose").inner_html().strip() == stored.strip()
    upright = page.get_by_alt_text("A ridge [north]")
    assert int(upright.get_attribute("height") or 0) > int(upright.get_attribute("width") or 0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_large_photograph_travels_small(visitor: Callable[..., Page]) -> None:  # fmt: skip
    page = new_thread(visitor)
    ready(page)
    photo = file(width=4000, height=2500)
    with page.expect_request("**/media") as sent:
        choose(page, photo)
    travelled = int(sent.value.all_headers()["content-length"])
    assert 10_000 < travelled < len(photo["buffer"]) / 2


def test_pictures_are_pasted_and_dropped(visitor: Callable[..., Page]) -> None:
    page = new_thread(visitor)
    ready(page)
    for event, kind, holder in (("paste", "ClipboardEvent", "clipboardData"), ("drop", "DragEvent", "dataTransfer")):  # fmt: skip
        page.evaluate(
            """async ([event, kind, holder]) => {
                const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 })
                const blob = await new Promise((done) => canvas.toBlob(done))
                const data = new DataTransfer()
                data.items.add(new File([blob], 'a.png', { type: 'image/png' }))
                const happened = new window[kind](event, { bubbles: true, cancelable: true, [holder]: data })
                document.querySelector('[data-composer] textarea').dispatchEvent(happened)
            }""",
            [event, kind, holder],
        )
    expect(page.locator(".upload__alt:visible")).to_have_count(2)
    assert text_of(page).input_value().count("](/media/") == 2


def test_what_is_refused_is_said_beside_the_file(visitor: Callable[..., Page]) -> None:
    page = new_thread(visitor)
    ready(page)
    choose(page, {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload=alert(1)>"})
    expect(page.locator(".upload--refused")).to_contain_text("Only JPEG")
    assert "/media/" not in text_of(page).input_value()


def test_names_emoji_and_tags_are_completed_and_undo_takes_them_back(visitor: Callable[..., Page]) -> None:  # fmt: skip
    page = new_thread(visitor)
    ready(page)
    text = text_of(page)
    text.click()
    for typed, whole in (("Hello @ingr", "@ingrid "), (":tad", "🎉 "), ("#wa", "](/tags/wa")):
        page.keyboard.type(typed)
        expect(page.locator(".suggester [role=option]").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(text).to_have_value(re.compile(re.escape(whole)))
        expect(page.locator(".suggester [role=option]")).to_have_count(0)
    whole = text.input_value()
    page.keyboard.press("Control+z")
    expect(text).to_have_value("Hello @ingrid 🎉 #wa")
    page.keyboard.press("Control+Shift+z")
    expect(text).to_have_value(whole)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+b")
    expect(text).to_have_value(re.compile(r"^\*\*Hello.*\*\*\s*$", re.DOTALL))
    page.keyboard.press("Control+z")
    expect(text).to_have_value(whole)


def test_an_input_method_is_left_alone_until_it_is_done(visitor: Callable[..., Page]) -> None:
    page = new_thread(visitor, viewport=SMALL)
    ready(page)
    text_of(page).click()
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "にほ", "selectionStart": 2, "selectionEnd": 2})
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        " { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true }))"
    )
    keys.send("Input.insertText", {"text": "日本 "})
    expect(text_of(page)).to_have_value("日本 ")
    assert page.url.endswith("/t/new")


def test_right_to_left_text_is_written_from_the_right(visitor: Callable[..., Page]) -> None:
    page = visitor(FAN, viewport=SMALL)
    page.goto("/t/new?lang=fa")
    text = page.locator("[data-composer] textarea")
    ready(page)
    text.fill("سلام **دنیا** @")
    assert text.evaluate("field => getComputedStyle(field).direction") == "rtl"
    page.keyboard.press("End")
    page.keyboard.type("ingr")
    option = page.locator(".suggester [role=option]").first
    expect(option).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    box = option.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= SMALL["width"]
    option.click()
    expect(text).to_have_value("سلام **دنیا** @ingrid ")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_draft_survives_a_crash_and_an_older_tab_never_wins(visitor: Callable[..., Page]) -> None:
    word = f"kept{time.time():.0f}"
    page = visitor(OTHER)
    page.goto("/t/new")
    older = page.context.new_page()
    older.goto("/t/new")
    text_of(page).fill(f"The newer text {word}")
    expect(page.locator("[data-draft-state]")).to_have_text("Draft kept")
    text_of(older).fill("The older text")
    expect(older.locator("[data-draft-state]")).to_contain_text("another tab")
    page.context.close()
    again = visitor(OTHER)
    again.goto("/drafts")
    again.get_by_text(word).locator("xpath=ancestor::article").get_by_role("link").first.click()
    expect(text_of(again)).to_have_value(f"The newer text {word}")
    text_of(again).fill("")
    again.locator("[name=title]").fill("")
    expect(again.locator("[data-draft-state]")).to_have_text("Draft kept")


def test_a_draft_is_kept_when_the_tab_is_left_at_once(visitor: Callable[..., Page]) -> None:
    page = visitor("tomas_care")
    page.goto("/t/new")
    ready(page)
    text_of(page).fill("Typed and gone")
    page.goto("/latest")
    page.wait_for_timeout(700)
    page.goto("/t/new")
    expect(text_of(page)).to_have_value("Typed and gone")


def open_thread(page: Page, running: Running) -> None:
    [(number, slug)] = running.asked(
        "select t.id, t.slug from threads t join boards b on b.id = t.board_id where b.slug = 'running' and t.hidden_at is null"
        " and t.posts_count > 2 and t.id not in (select thread_id from closures) order by t.id desc limit 1"
    )
    page.goto(f"/t/{number}/{slug}")


def test_a_selection_is_quoted_and_the_sheet_leaves_the_post_in_sight(visitor: Callable[..., Page], running: Running) -> None:  # fmt: skip
    page = visitor(FAN, viewport=DESK)
    open_thread(page, running)
    post = page.locator("#p2")
    post.scroll_into_view_if_needed()
    words = page.evaluate(
        """() => {
            const node = document.createTreeWalker(document.querySelector('#p2 .prose'), NodeFilter.SHOW_TEXT).nextNode()
            const range = document.createRange()
            range.setStart(node, 0)
            range.setEnd(node, Math.min(12, node.length))
            getSelection().removeAllRanges()
            getSelection().addRange(range)
            return String(getSelection()).trim()
        }"""
    )
    post.hover()
    post.locator(".act--reply").click()
    text = page.locator(".sheet textarea")
    expect(text).to_have_value(re.compile(rf"> @[\w.-]+ \[↩\]\(/t/\d+/[^)]+\)\n>\n> {re.escape(words)}\n\n$"))  # fmt: skip
    expect(text).to_be_focused()
    expect(post).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".sheet")).not_to_have_class(re.compile("is-open"))


def test_scripts_for_writing_come_only_when_somebody_writes(visitor: Callable[..., Page], running: Running) -> None:  # fmt: skip
    page = visitor(FAN, viewport={"width": 360, "height": 400})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_thread(page, running)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "toolbar" in url or "expander" in url or "writing/composer" in url]  # fmt: skip
    page.locator(".sheet textarea").focus()
    ready(page)
    assert [url for url in asked if "toolbar" in url]


def test_the_keyboard_of_a_telephone_leaves_the_text_in_sight(visitor: Callable[..., Page], running: Running) -> None:  # fmt: skip
    page = visitor(FAN, viewport=SMALL, has_touch=True, is_mobile=True)
    open_thread(page, running)
    page.locator("#p2 .act--reply").click()
    ready(page)
    page.set_viewport_size({"width": 360, "height": 380})
    expect(page.locator("html")).to_have_class(re.compile("has-keyboard"))
    text = page.locator(".sheet textarea")
    expect(text).to_be_in_viewport(ratio=0.9)
    expect(page.get_by_role("button", name="Post reply")).to_be_in_viewport()
    expect(page.locator(".bar")).to_be_hidden()


def test_similar_threads_are_offered_while_a_title_is_typed(visitor: Callable[..., Page]) -> None:
    page = visitor(FAN)
    page.goto("/t/new")
    ready(page)
    page.get_by_label("Title").press_sequentially("How often do you wax")
    expect(page.locator(".similar a").first).to_be_visible()


def test_without_javascript_a_picture_comes_with_the_form(visitor: Callable[..., Page]) -> None:
    page = new_thread(visitor, script=False)
    text_of(page).fill("By hand")
    page.locator("[type=file][name=attached]").set_input_files([file("plain.jpg", 800, 500)])
    page.get_by_label("What does it show?").fill("A plain ridge")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_alt_text("A plain ridge")).to_be_visible()
    expect(text_of(page)).to_have_value(re.compile(r"By hand\s+!\[A plain ridge\]\(/media/"))
    page.get_by_role("button", name="Start the thread").click()
    expect(page.locator("#p1").get_by_alt_text("A plain ridge")).to_be_visible()


def test_j9_a_film_is_framed_only_after_a_click(visitor: Callable[..., Page]) -> None:
    page = new_thread(visitor)
    hosts: set[str] = set()
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="film", content_type="text/html"))  # fmt: skip
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    text_of(page).fill("https://youtu.be/dQw4w9WgXcQ")
    page.get_by_role("button", name="Start the thread").click()
    card = page.locator("a[data-embed]")
    expect(card).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(hosts) == 1
    card.click()
    expect(page.frame_locator("iframe.embed").get_by_text("film")).to_be_visible()
    assert "www.youtube-nocookie.com" in hosts
