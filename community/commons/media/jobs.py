from datetime import timedelta

from community.commons.media import uses
from community.kernel.jobs import job


@job(every=timedelta(hours=6))
def forget_orphans() -> None:
    uses.forget_orphans()
