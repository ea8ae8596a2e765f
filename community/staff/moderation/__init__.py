"""Flags, one review queue, decisions with reasons that can be undone, and the log of all of it."""

from community.staff.moderation import decisions, evidence, flags, reviews

__all__ = ["decisions", "evidence", "flags", "reviews"]
