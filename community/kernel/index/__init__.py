"""The search port: what may be asked of an index, and the two engines that answer."""

from flask import current_app

from .embedded import EmbeddedIndex
from .port import Hit, Hits, Index, IndexBroken, IndexBusy, Reference
from .postgresql import DatabaseIndex
from .query import Order, Query

__all__ = [
    "DatabaseIndex",
    "EmbeddedIndex",
    "Hit",
    "Hits",
    "Index",
    "IndexBroken",
    "IndexBusy",
    "Order",
    "Query",
    "Reference",
    "current",
    "forget",
]


def current() -> Index:
    """The index of this application: inside PostgreSQL where that is the database, else in the data folder."""
    if "index" not in current_app.extensions:
        current_app.extensions["index"] = _opened()
    return current_app.extensions["index"]


def forget() -> None:
    """Open it anew at the next question."""
    current_app.extensions.pop("index", None)


def _opened() -> Index:
    config = current_app.extensions["config"]
    engine = (
        config.search if config.search != "auto" else "whoosh" if config.sqlite else "postgresql"
    )
    return DatabaseIndex() if engine == "postgresql" else EmbeddedIndex(config.data / "index")
