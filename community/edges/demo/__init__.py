"""Norrvind: a fictional brand with a year of life, for trying the product."""

from .loading import RoleAccount, load, load_if_empty, sign_in_lines

__all__ = ["RoleAccount", "load", "load_if_empty", "sign_in_lines"]
