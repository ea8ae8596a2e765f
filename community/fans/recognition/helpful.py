"""How helpful people were in the last year, kept so that lists can be sorted by it."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, insert, literal, select, union_all

from community.fans.forum import Post, Reaction, Thread
from community.kernel import clock
from community.kernel.db import db

from .levels.measures import visible
from .models import Helpfulness

YEAR = timedelta(days=365)
ANSWER_WORTH = 5


def recount() -> None:
    """An accepted answer counts as much as five reactions."""
    db.session.execute(delete(Helpfulness))
    parts = union_all(_answers(), _thanks()).subquery()
    answers, thanks = func.sum(parts.c.answers), func.sum(parts.c.thanks)
    totals = select(parts.c.account_id, answers * ANSWER_WORTH + thanks, answers, thanks)
    columns = ["account_id", "score", "answers", "thanks"]
    db.session.execute(
        insert(Helpfulness).from_select(columns, totals.group_by(parts.c.account_id))
    )


def _answers() -> Any:
    counted = select(
        Post.author_id.label("account_id"),
        func.count().label("answers"),
        literal(0).label("thanks"),
    )
    counted = counted.join(Thread, Thread.accepted_post_id == Post.id)
    return counted.where(
        Thread.author_id != Post.author_id, Post.created_at > clock.now() - YEAR, *visible()
    ).group_by(Post.author_id)


def _thanks() -> Any:
    counted = select(
        Post.author_id.label("account_id"),
        literal(0).label("answers"),
        func.count().label("thanks"),
    )
    counted = counted.join(Reaction, Reaction.post_id == Post.id)
    return counted.where(Reaction.at > clock.now() - YEAR, *visible()).group_by(Post.author_id)
