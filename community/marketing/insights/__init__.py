"""Figures with their definitions: how the community lives, and where its members come from."""

from community.marketing.insights import activity

__all__ = ["activity"]
