"""The index knows nothing of a person that the rooms do not say; after an erasure its files forget too."""

from typing import Any

from community.commons.search import jobs
from community.kernel.jobs import enqueue


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    """All that can be found is given by the rooms it belongs to."""
    return {}


def erase(account_ids: list[int], member_id: int) -> None:
    enqueue(jobs.expunge, key=jobs.EXPUNGE)
