"""A real browser for pytest-playwright: `page` and `context` open in the Chromium of this machine."""

import pytest

from tests.real.missing import missing
from tools import chromium as machine


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    return machine.executable() or missing(
        "Chromium", "Install it (apt-get install chromium), or run ./dev real."
    )


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict:
    return {"executable_path": chromium, "args": machine.ARGUMENTS, "headless": True}
