"""The counters of all kinds made equal to their rows."""

from sqlalchemy import select

from community.kernel.db import db

from .idea import voting as ideas
from .idea.models import Idea
from .poll import voting as polls
from .poll.models import Poll
from .question import trials
from .question.models import AnswerStanding


def recount_all() -> None:
    for thread_id in db.session.scalars(select(Idea.thread_id)).all():
        ideas.recount(thread_id)
    for thread_id in db.session.scalars(select(Poll.thread_id)).all():
        polls.recount(thread_id)
    for post_id in db.session.scalars(select(AnswerStanding.post_id)).all():
        trials.recount(post_id)
