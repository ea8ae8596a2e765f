"""Periodic tidying of the kernel's own tables."""

from datetime import timedelta

from community.kernel import limits
from community.kernel.jobs import job


@job(every=timedelta(hours=1))
def forget_expired_limits() -> None:
    limits.forget_expired()
