"""What the forum tidies by itself."""

from datetime import timedelta

from sqlalchemy import delete

from community.kernel import clock
from community.kernel.db import db
from community.kernel.jobs import job

from . import drafts, lookups, order
from .kinds.poll import voting
from .kinds.question import trials
from .models import Submission

SUBMISSIONS_KEPT = timedelta(days=7)


@job(every=timedelta(days=1))
def forget_old_drafts() -> None:
    drafts.forget_old()


@job(every=timedelta(days=1))
def forget_old_submissions() -> None:
    db.session.execute(delete(Submission).where(Submission.at < clock.now() - SUBMISSIONS_KEPT))


@job(every=timedelta(days=1))
def ask_about_old_answers() -> None:
    trials.ask_whether_they_still_work()


@job(every=timedelta(minutes=5))
def end_polls() -> None:
    voting.close_those_due()


@job(every=timedelta(minutes=1))
def close_and_reopen() -> None:
    order.act_on_timers()


@job(every=timedelta(minutes=1))
def end_pins() -> None:
    order.end_pins()


@job(alone=True)
def look_links_up(post_id: int) -> None:
    lookups.look_up_links(post_id)
