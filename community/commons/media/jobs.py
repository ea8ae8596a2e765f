from datetime import timedelta

from community.commons.media import pictures
from community.kernel.jobs import job


@job(every=timedelta(hours=6))
def forget_orphans() -> None:
    pictures.forget_orphans()
