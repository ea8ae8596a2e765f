"""What the pages behind links say of themselves: asked once, kept as words and a small picture, shown as a card."""

from community.commons.previews.dressing import alone, dressed
from community.commons.previews.looking_up import look_up, unknown
from community.commons.previews.models import LinkPreview

__all__ = ["LinkPreview", "alone", "dressed", "look_up", "unknown"]
