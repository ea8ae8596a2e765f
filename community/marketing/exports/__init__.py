"""Member exports that keep their promises: a purpose, only allowed values, a receipt, and a trace in the log."""

from community.marketing.exports.exports import order
from community.marketing.exports.files import write
from community.marketing.exports.models import Export

__all__ = ["Export", "order", "write"]
