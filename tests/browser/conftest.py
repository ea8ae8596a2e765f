"""The running product, for the tests of this folder."""

from tests.browser.running import addresses, house, loaded, reader, running, visitor

__all__ = ["addresses", "house", "loaded", "reader", "running", "visitor"]
