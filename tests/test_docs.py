"""What the papers say is true: their links lead somewhere, their addresses and commands exist."""

import re
from pathlib import Path

import click
import pytest
from flask import Flask

from community.cli.commands import community

ROOT = Path(__file__).parent.parent
PAPERS = [
    ROOT / name
    for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
]
PAPERS += sorted((ROOT / "docs").glob("*.md"))


def words_of(paper: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", paper.read_text(encoding="utf-8"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_links_lead_somewhere(paper: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", paper.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (paper.parent / target).exists(), f"{paper.name} links to {target}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_addresses_exist(paper: Path, app: Flask) -> None:
    adapter = app.url_map.bind("127.0.0.1")
    for word in words_of(paper):
        if not re.fullmatch(r"/[a-z@][\w@/<>.-]*", word) or word.startswith(
            ("/dev", "/etc/", "/var/")
        ):
            continue
        assert adapter.test(re.sub("<[a-z]+>|your-code", "1", word), method="GET"), (
            f"{paper.name} names {word}"
        )


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_commands_exist(paper: Path) -> None:
    for word in words_of(paper):
        found = re.match(r"community ([a-z]+)", word)
        if found:
            assert community.get_command(click.Context(community), found[1]), (
                f"{paper.name} names {word}"
            )
