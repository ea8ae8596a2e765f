"""Mailing lists and newsgroups: one mbox file, threads from References."""

from .bringing import bring

__all__ = ["bring"]
