"""The search engine inside the house: Whoosh keeps the segments, we walk its posting lists block by block."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3
    import whoosh.index  # noqa: F401  its old escape sequences warn at import

from .engine import EmbeddedIndex

__all__ = ["EmbeddedIndex"]
