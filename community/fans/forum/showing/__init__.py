"""Rows as plain values for pages: nothing is looked up, translated or formatted inside a template's loop."""

from .faces import Face, face_of
from .posts import PostShown, shown_posts
from .rows import RowShown, shown_rows
from .threads import quiet_days, shown_selection, shown_thread
from .times import day_of
from .words import words

__all__ = [
    "Face",
    "PostShown",
    "RowShown",
    "day_of",
    "face_of",
    "quiet_days",
    "shown_posts",
    "shown_rows",
    "shown_selection",
    "shown_thread",
    "words",
]
