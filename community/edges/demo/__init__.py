"""Norrvind: a fictional brand with a year of life, for trying the product."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .loading import RoleAccount, load, load_if_empty, sign_in_lines

__all__ = ["RoleAccount", "load", "load_if_empty", "sign_in_lines"]


def __getattr__(name: str) -> Any:
    """Loaded when asked for: the demo network's process passes here and needs none of it."""
    if name not in __all__:
        raise AttributeError(name)
    from . import loading

    return getattr(loading, name)
