"""Take the pictures named in gallery.toml of a community with demo content: ./dev shots [--out FOLDER] [name ...]

Without --out only the few pictures of docs/screenshots are taken; with it, every page at three
widths, light and dark, in English and in Persian.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tools.serving import Served, serving
from tools.shots import WIDTHS, View, browser, shoot, visit

HOUSE = Path(__file__).resolve().parent.parent
KEPT = HOUSE / "docs" / "screenshots"
PASSWORD = "only for pictures of this house"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    pictures = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())["picture"]
    wanted = [it for it in pictures if it["name"] in (arguments.names or [it["name"]])]
    with serving() as served, browser() as chrome:
        addresses = {role: account(served, role) for role in sorted(roles(wanted))}
        wrong = [
            warning
            for picture in wanted
            for warning in taken(chrome, served, picture, addresses, arguments.out)
        ]
    return 1 if wrong else 0


def roles(pictures: list[dict]) -> set[str]:
    return {picture["who"] for picture in pictures if "who" in picture}


def account(served: Served, role: str) -> str:
    address = f"picture-{role}@example.org"
    words = ("--email", address, "--handle", f"picture_{role}", "--role", role, "--password-stdin")
    served.command("accounts", "create", *words, spoken=PASSWORD)
    return address


def taken(
    chrome: Browser, served: Served, picture: dict, addresses: dict[str, str], out: Path | None
) -> Iterator[str]:
    for view in views(picture, out):
        if "who" in picture:
            view.sign_in = f"{addresses[picture['who']]}:{PASSWORD}"
        with visit(chrome, served.address, view) as context:
            file = (out or KEPT) / f"{picture['name']}-{view.name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            path = followed(context, picture["path"])
            status, warnings = shoot(context, path, file, fold=out is None)
            print(status, file, *warnings, sep="  ", flush=True)
            if out is None:
                shrink(file)
            yield from warnings


def views(picture: dict, out: Path | None) -> Iterator[View]:
    if out:
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                for locale in ("en", "fa"):
                    yield View(width, scheme, locale)
    else:
        for name in picture.get("kept", []):
            width, scheme, locale = name.split("-")
            yield View(int(width), scheme, locale)


def followed(context, path: str) -> str:
    """`/list >> selector` is the address of the first such link on the list."""
    start, _, selector = path.partition(" >> ")
    if not selector:
        return start
    page = context.new_page()
    page.goto(start)
    address = page.locator(selector).first.get_attribute("href")
    page.close()
    return address


def shrink(file: Path) -> None:
    """A page has few colours, and the repository should stay small; small dots keep theirs."""
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    colours = picture.quantize(256, Image.Quantize.MAXCOVERAGE)
    small = picture.quantize(palette=colours)
    small.save(file, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
