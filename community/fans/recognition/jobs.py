"""Counting what people did, now and then, for everybody at once."""

from datetime import timedelta

from community.fans.recognition import badges, helpful, levels, seasons
from community.kernel.jobs import job


@job(every=timedelta(hours=1))
def bring_levels_up_to_date() -> None:
    levels.bring_up_to_date()


@job(every=timedelta(hours=1))
def give_badges() -> None:
    badges.give_due()


@job(every=timedelta(hours=1))
def count_points() -> None:
    seasons.recount()
    helpful.recount()
