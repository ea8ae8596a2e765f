"""One table, one contribution a row: for every source that has no importer of its own."""

from .bringing import bring

__all__ = ["bring"]
