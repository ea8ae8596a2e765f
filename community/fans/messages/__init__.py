"""Private conversations: read by those who take part, and by nobody else."""

from . import conversations, doors, past, writing

__all__ = ["conversations", "doors", "past", "writing"]
