"""Judges of pages: the Nu checker for HTML, axe for accessibility."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.real.missing import missing
from tests.real.processes import free_port, server
from tools.chromium import NODE_MODULES

JAR = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def vnu() -> Iterator[Callable[[str], list[str]]]:
    """`vnu(html)` gives the errors of a whole page, with line and extract."""
    java = shutil.which("java")
    if not java or not JAR.exists():
        missing("the Nu HTML checker", "Install Java 11 or newer and run ./dev real.")
    port = free_port()
    options = ["-Xss1m", "-Xmx384m", "-Dnu.validator.servlet.bind-address=127.0.0.1"]
    command = [java, *options, "-cp", str(JAR), "nu.validator.servlet.Main", str(port)]
    # A Java machine takes seconds to start, so one stays up and answers over HTTP.
    with server(command, port, patience=60):
        yield lambda html: check(f"http://127.0.0.1:{port}", html)


def check(checker: str, html: str) -> list[str]:
    answer = requests.post(
        checker,
        params={"out": "json", "level": "error"},
        data=html.encode(),
        headers={"Content-Type": "text/html; charset=utf-8"},
        timeout=60,
    )
    answer.raise_for_status()
    return [
        f"line {it.get('lastLine', '?')}: {it['message']} {it.get('extract', '').strip()!r}"
        for it in answer.json()["messages"]
        if it["type"] == "error"
    ]


@pytest.fixture(scope="session")
def axe_path() -> Path:
    if not AXE.exists():
        missing("axe", "Run ./dev real.")
    return AXE


@pytest.fixture(scope="session")
def axe(axe_path: Path) -> Callable[[Any], list[str]]:
    """`axe(page)` gives what breaks WCAG 2.2 AA on a Playwright page, one line for each element."""
    source = axe_path.read_text()

    def violations(page: Any) -> list[str]:
        page.evaluate(source)
        found = page.evaluate(
            "levels => axe.run(document, {runOnly: levels}).then(it => it.violations)", LEVELS
        )
        return [
            f"{rule['id']}: {rule['help']} - {' '.join(map(str, node['target']))}"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations
