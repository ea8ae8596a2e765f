"""The running product, for the tests of this folder."""

from tests.browser.running import loaded, running, visitor

__all__ = ["loaded", "running", "visitor"]
