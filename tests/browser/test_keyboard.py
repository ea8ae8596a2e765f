"""Nobody needs a mouse, and nobody is moved about who asked not to be."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.running import DESK, Running

MOVING = """() => [...document.querySelectorAll('*')].flatMap((each) => ['', '::before', '::after'].map((part) => {
  const style = getComputedStyle(each, part || null)
  const longest = (list) => Math.max(...list.split(',').map((time) => parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000)))
  const moves = (style.animationName !== 'none' && longest(style.animationDuration) > 10)
    || (longest(style.transitionDuration) > 10 && /all|transform|translate|inset|top|left|width|height/.test(style.transitionProperty))
  return moves ? `${each.tagName}.${each.className}${part}` : ''
})).filter(Boolean)"""


def test_signing_in_and_replying_need_only_keys(
    visitor: Callable[..., Page], running: Running
) -> None:
    number, slug = running.asked(
        "select id, slug from threads where hidden_at is null and kind = 'discussion' and last_position between 2 and 10"
        " and board_id = (select id from boards where slug = 'running') and id not in (select thread_id from closures) limit 1"
    )[0]
    fan = visitor(viewport=DESK)
    fan.goto(f"/t/{number}/{slug}")
    tab_to(fan, "link", "Sign in")
    fan.keyboard.press("Enter")
    expect(fan.get_by_label("E-mail")).to_be_focused()
    fan.keyboard.type("dave_from_leeds@example.org")
    fan.keyboard.press("Tab")
    fan.keyboard.type(running.passwords["dave_from_leeds"])
    fan.keyboard.press("Enter")
    fan.wait_for_url(f"**/t/{number}/{slug}")
    tab_to(fan, "textbox", "Your text")
    fan.keyboard.type("Typed without a mouse.")
    fan.keyboard.press("Control+Enter")
    expect(fan.locator(".posts").get_by_text("Typed without a mouse.")).to_be_visible()


def test_the_first_stop_skips_to_the_content(visitor: Callable[..., Page]) -> None:
    reader = visitor(viewport=DESK)
    reader.goto("/latest")
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Skip to the content")).to_be_focused()
    reader.keyboard.press("Enter")
    assert reader.evaluate("document.activeElement.id") == "main"


def test_what_has_the_focus_shows_it(visitor: Callable[..., Page]) -> None:
    reader = visitor(viewport=DESK)
    reader.goto("/sign-in")
    for _ in range(12):
        reader.keyboard.press("Tab")
        seen = reader.evaluate(
            "() => { const it = document.activeElement, style = getComputedStyle(it);"
            " return it === document.body || style.outlineStyle !== 'none' || style.boxShadow !== 'none'"
            " || getComputedStyle(it.closest('form') || it).outlineStyle !== 'none' }"
        )
        assert seen, reader.evaluate("document.activeElement.outerHTML")


def test_reduced_motion_moves_nothing(visitor: Callable[..., Page], running: Running) -> None:
    reader = visitor("dave_from_leeds", reduced_motion="reduce")
    number, slug = running.asked("select id, slug from threads where last_position > 5 limit 1")[0]
    for path in ("/", "/latest", f"/t/{number}/{slug}", "/me/record"):
        reader.goto(path)
        assert reader.evaluate(MOVING) == [], path


def tab_to(page: Page, role: str, name: str, most: int = 150) -> None:
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    wanted.wait_for()
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"{most} times Tab do not lead to {name}")
