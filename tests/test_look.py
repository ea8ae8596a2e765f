"""What the shelf of looks promises: icons that exist, hues that have a class, few bytes."""

import gzip
import re
from pathlib import Path

import pytest

from community import paths
from community.kernel import assets
from community.kernel.room import house
from community.kernel.slots import AdminPage, Entry, NotificationKind

TEMPLATES = sorted(paths.TEMPLATES.rglob("*.html"))
CONTROLLERS = sorted((paths.STATIC / "js" / "controllers").glob("*.js"))
SPRITE = set(re.findall(r'symbol id="([^"]+)"', (paths.STATIC / "icons.svg").read_text()))
NAMED = re.compile(r"""(?:icon|drawn)\('([\w-]+)'|\bicon='([\w-]+)'|'icon': '([\w-]+)'""")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda it: it.name)
def test_icons_a_template_names_are_in_the_sprite(template: Path) -> None:
    named = {name for found in NAMED.findall(template.read_text()) for name in found if name}
    assert named <= SPRITE, "add them to tools/icons.toml and run tools/icons.py"


def test_icons_that_rooms_plug_in_are_in_the_sprite(app) -> None:
    with app.app_context():
        plugged = house().slots.of(Entry) + house().slots.of(AdminPage)
        plugged += house().slots.of(NotificationKind)
        assert {each.icon for each in plugged if each.icon} <= SPRITE


def test_the_stylesheet_stays_small() -> None:
    sheet = assets.LAYERS + assets._stylesheet(paths.STATIC / "css")
    assert len(gzip.compress(sheet.encode())) < 17_000


def test_the_scripts_of_a_reader_stay_small() -> None:
    htmx = next((paths.STATIC / "vendor").glob("htmx-*/htmx.min.js"))
    files = [htmx, paths.STATIC / "js/application.js", paths.STATIC / "js/scheme.js", *CONTROLLERS]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 24_000


def test_each_hue_has_its_class() -> None:
    tokens = (paths.STATIC / "css/tokens.css").read_text()
    assert {f".hue-{number:02d}" for number in range(24)} <= set(re.findall(r"\.hue-\d\d", tokens))
