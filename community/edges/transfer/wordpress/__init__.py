"""Exports of WordPress and bbPress (WXR)."""

from .bringing import bring

__all__ = ["bring"]
