"""A large community made of chance and one seed: the same numbers give the same words."""

from .keeping import kept
from .shape import Shape

__all__ = ["Shape", "kept"]
