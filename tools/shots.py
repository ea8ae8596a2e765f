"""Take pictures of pages of a running server, and say what is visibly wrong with them.

    python tools/shots.py --url http://127.0.0.1:8000 --out /tmp/shots --path / --path /latest
        [--widths 360,768,1280] [--dark | --both] [--locale fa]
        [--sign-in EMAIL:PASSWORD] [--cookie name=value] [--fold]

Prints one line a picture: status, file, and a warning where the page scrolls sideways,
logs an error or asks for a file that is not there. Ends non-zero if there was one.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    sync_playwright,
)

from tools import chromium

WIDTHS = (360, 768, 1280)
HEIGHTS = {360: 740, 768: 1024, 1280: 800}


@dataclass
class View:
    """How a page is looked at: one width, one scheme, one locale, one person."""

    width: int = 1280
    scheme: str = "light"
    locale: str = "en"
    sign_in: str = ""
    cookies: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.width}-{self.scheme}-{self.locale}"


def main() -> int:
    arguments = read_arguments()
    Path(arguments.out).mkdir(parents=True, exist_ok=True)
    wrong = 0
    with browser() as chrome:
        for view in views(arguments):
            with visit(chrome, arguments.url, view) as context:
                for path in arguments.path:
                    file = Path(arguments.out) / f"{slug(path)}-{view.name}.png"
                    status, warnings = shoot(context, path, file, fold=arguments.fold)
                    print(status, file, *warnings, sep="  ", flush=True)
                    wrong += bool(warnings)
    return 1 if wrong else 0


def read_arguments() -> argparse.Namespace:
    about = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=about)
    parser.add_argument("--url", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--path", action="append", required=True)
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--both", action="store_true", help="light and dark")
    parser.add_argument("--locale", default="en")
    parser.add_argument("--cookie", action="append", default=[], help="name=value")
    parser.add_argument("--sign-in", default="", metavar="EMAIL:PASSWORD")
    parser.add_argument("--fold", action="store_true", help="only what is seen without scrolling")
    return parser.parse_args()


@contextmanager
def browser() -> Iterator[Browser]:
    executable = chromium.executable()
    if not executable:
        sys.exit(
            "No Chromium here. Install one: apt-get install chromium, or npm @sparticuz/chromium."
        )
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=executable, args=chromium.ARGUMENTS)
        yield chrome
        chrome.close()


def views(arguments: argparse.Namespace) -> Iterator[View]:
    schemes = ["light", "dark"] if arguments.both else ["dark" if arguments.dark else "light"]
    for width in map(int, arguments.widths.split(",")):
        for scheme in schemes:
            yield View(width, scheme, arguments.locale, arguments.sign_in, arguments.cookie)


@contextmanager
def visit(chrome: Browser, url: str, view: View) -> Iterator[BrowserContext]:
    context = chrome.new_context(
        base_url=url,
        viewport={"width": view.width, "height": HEIGHTS.get(view.width, 800)},
        color_scheme=view.scheme,
        locale=view.locale,
        reduced_motion="reduce",
        has_touch=view.width < 1024,
        ignore_https_errors=True,
    )
    for cookie in view.cookies:
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": url}])
    if view.sign_in:
        sign_in(context, view.sign_in)
    yield context
    context.close()


def sign_in(context: BrowserContext, who: str) -> None:
    email, _, password = who.partition(":")
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("main input[name=email]", email)
    page.fill("main input[name=password]", password)
    page.press("main input[name=password]", "Enter")
    page.wait_for_load_state()
    if "/sign-in" in page.url:
        page.screenshot(path="/tmp/sign-in-failed.png")
        sys.exit(f"Signing in as {email} did not work: see /tmp/sign-in-failed.png.")
    page.close()


def shoot(context: BrowserContext, path: str, file: Path, *, fold: bool) -> tuple[int, list[str]]:
    """Save a picture of `path`; give the HTTP status and what is wrong with the page."""
    page = context.new_page()
    warnings = listen(page)
    answer = page.goto(path)
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    warnings += overflow(page)
    page.screenshot(path=file, full_page=not fold)
    page.close()
    return (answer.status if answer else 0), warnings


def listen(page: Page) -> list[str]:
    heard: list[str] = []

    def console(said: ConsoleMessage) -> None:
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            heard.append(f"CONSOLE {said.text[:160]}")

    def response(got: Response) -> None:
        if got.status >= 400 and not got.request.is_navigation_request():
            heard.append(f"{got.status} {got.url}")

    page.on("console", console)
    page.on("response", response)
    page.on("pageerror", lambda error: heard.append(f"SCRIPT {error.message[:160]}"))
    return heard


def overflow(page: Page) -> list[str]:
    wide = page.evaluate(WIDEST)
    return [f"SCROLLS SIDEWAYS by {wide['by']} px: {wide['what']}"] if wide else []


WIDEST = """() => {
  const by = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (by <= 0) return null;
  const edge = document.documentElement.clientWidth;
  const outside = [...document.querySelectorAll('body *')].filter(it => {
    const box = it.getBoundingClientRect();
    return box.width && (box.right > edge + 1 || box.left < -1);
  });
  const what = outside.slice(-3).map(it => it.tagName.toLowerCase() + '.' + it.classList).join(', ');
  return { by, what };
}"""


def slug(path: str) -> str:
    return re.sub(r"[^\w@.-]+", "-", path).strip("-") or "home"


if __name__ == "__main__":
    sys.exit(main())
