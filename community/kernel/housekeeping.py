"""Periodic tidying of the kernel's own tables and folders."""

from datetime import timedelta

from flask import current_app

from community.kernel import clock, limits
from community.kernel.jobs import job

LONGEST_UPLOAD = timedelta(hours=6)


@job(every=timedelta(hours=1))
def forget_expired_limits() -> None:
    limits.forget_expired()


@job(every=timedelta(hours=1), alone=True)
def forget_unfinished_files() -> None:
    current_app.extensions["storage"].forget_unfinished(clock.now() - LONGEST_UPLOAD)
