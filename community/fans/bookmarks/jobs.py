"""What bookmarks do by themselves."""

from datetime import timedelta

from community.kernel.jobs import job

from . import reminding


@job(every=timedelta(minutes=5))
def remind() -> None:
    reminding.remind_those_due()
