"""Gatherings: threads that take place at a time, online or somewhere, and who comes."""

from . import answering, finding, keys, past
from .models import Gathering, Rsvp

__all__ = ["Gathering", "Rsvp", "answering", "finding", "keys", "past"]
