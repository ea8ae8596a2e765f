from datetime import timedelta

from community.kernel.jobs import job
from community.marketing.insights import activity


@job(every=timedelta(hours=1))
def set_activity_levels() -> None:
    activity.set_levels()
