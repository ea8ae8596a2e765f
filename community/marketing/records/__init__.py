"""The members as marketers see them: a list to filter, and one page for each."""

from community.marketing.records.audiences import Audience, count, matching, select_ids

__all__ = ["Audience", "count", "matching", "select_ids"]
