"""Nobody waits unseen: staff are reminded of what has been in the queue for a day, and for two."""

from datetime import timedelta

from community.commons import notifications
from community.kernel import clock
from community.kernel.i18n import gettext as _
from community.kernel.jobs import job
from community.people import accounts
from community.staff.moderation import reviews

REMIND_AFTER = (timedelta(hours=24), timedelta(hours=48))


@job(every=timedelta(hours=1))
def remind_staff() -> None:
    moderators = {account.id for account in accounts.with_role("moderator")}
    for step, age in enumerate(REMIND_AFTER):
        late = reviews.overdue(clock.now() - age, reminded=step)
        for item in late:
            item.reminded = step + 1
        if late:
            notifications.notify(
                moderators, "review_late", url="/staff/review", title=_("the review queue"), by=None
            )
