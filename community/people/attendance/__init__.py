"""Which days somebody was here, and how much they read."""

from .days import looked, note_reading, was_here, write_past
from .models import AttendanceDay

__all__ = ["AttendanceDay", "looked", "note_reading", "was_here", "write_past"]
