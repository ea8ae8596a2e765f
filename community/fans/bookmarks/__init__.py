"""Posts that somebody wants to find again, with a note and a reminder; nobody else sees them."""

from . import bookmarks, finding
from .models import Bookmark

__all__ = ["Bookmark", "bookmarks", "finding"]
