"""Konektor: the community a brand owns."""

__version__ = "0.1.0"
