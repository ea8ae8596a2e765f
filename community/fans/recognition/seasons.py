"""Points by season, counted anew from what was written and liked, and who stands where."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, literal, select, union_all

from community.fans.forum import Post, Reaction, Thread
from community.kernel import clock, settings
from community.kernel.db import db, insert_or_ignore
from community.people.accounts import Account

from .levels.measures import visible
from .models import LeaderboardLeave, SeasonPoints

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def current() -> str:
    """`2026-11`, `2026-Q4` or `2026`, as the setting says."""
    return name_of(clock.now())


def name_of(moment: datetime) -> str:
    length = settings.read("recognition.season")
    if length == "year":
        return f"{moment.year}"
    return f"{moment.year}-Q{(moment.month + 2) // 3}" if length == "quarter" else f"{moment:%Y-%m}"


def recount(now: datetime | None = None) -> None:
    """The season that lasts; those that are over stay as they ended."""
    now = now or clock.now()
    season = name_of(now)
    db.session.execute(delete(SeasonPoints).where(SeasonPoints.season == season))
    if settings.read("recognition.leaderboard"):
        columns = ["season", "account_id", "points"]
        db.session.execute(insert(SeasonPoints).from_select(columns, _totals(season, _start(now))))


def seasons() -> list[str]:
    """Newest first."""
    query = select(SeasonPoints.season).distinct().order_by(SeasonPoints.season.desc()).limit(12)
    return list(db.session.scalars(query))


def leaders(season: str, *, after: tuple[int, int] | None = None, limit: int = 30) -> list[Any]:
    """Rows with account_id and points, most first; `after` is the (points, account id) of the last one seen."""
    query = select(SeasonPoints.account_id, SeasonPoints.points).where(
        SeasonPoints.season == season,
        SeasonPoints.account_id.not_in(select(LeaderboardLeave.account_id)),
    )
    if after:
        behind = SeasonPoints.account_id > after[1]
        query = query.where(
            (SeasonPoints.points < after[0]) | ((SeasonPoints.points == after[0]) & behind)
        )
    order = SeasonPoints.points.desc(), SeasonPoints.account_id
    return list(db.session.execute(query.order_by(*order).limit(limit)))


def place_of(account_id: int, season: str) -> tuple[int, int] | None:
    """(place in the list, points) of somebody who takes part and has points."""
    points = db.session.scalar(
        select(SeasonPoints.points).where(
            SeasonPoints.season == season, SeasonPoints.account_id == account_id
        )
    )
    if points is None or left(account_id):
        return None
    earlier = (SeasonPoints.points == points) & (SeasonPoints.account_id < account_id)
    ahead = select(func.count()).where(
        SeasonPoints.season == season,
        (SeasonPoints.points > points) | earlier,
        SeasonPoints.account_id.not_in(select(LeaderboardLeave.account_id)),
    )
    return (db.session.scalar(ahead) or 0) + 1, points


def leave(account_id: int) -> None:
    insert_or_ignore(LeaderboardLeave, account_id=account_id, at=clock.now())


def take_part(account_id: int) -> None:
    db.session.execute(delete(LeaderboardLeave).where(LeaderboardLeave.account_id == account_id))


def left(account_id: int) -> bool:
    return db.session.get(LeaderboardLeave, account_id) is not None


def _start(now: datetime) -> datetime:
    months = MONTHS[settings.read("recognition.season")]
    return datetime(now.year, (now.month - 1) // months * months + 1, 1, tzinfo=UTC)


def _totals(season: str, start: datetime) -> Select[Any]:
    """The team takes no places; neither does what is out of sight."""
    counted = union_all(*_parts(start)).subquery()
    points = func.sum(counted.c.points)
    fans = Account.roles_text == "fan"
    return (
        select(literal(season), counted.c.account_id, points)
        .join(Account, Account.id == counted.c.account_id)
        .where(fans, Account.claimed, Account.erased_at.is_(None))
        .group_by(counted.c.account_id)
        .having(points > 0)
    )


def _parts(start: datetime) -> list[Select[Any]]:
    written = (Post.created_at >= start, *visible())
    posts = select(Post.author_id.label("account_id"))
    answers = posts.join(Thread, Thread.accepted_post_id == Post.id)
    liked = posts.join(Reaction, Reaction.post_id == Post.id)
    return [
        _worth(posts.where(Post.position == 1, *written), "thread"),
        _worth(posts.where(Post.position > 1, *written), "reply"),
        _worth(answers.where(Thread.author_id != Post.author_id, *written), "answer"),
        _worth(liked.where(Reaction.at >= start, *visible()), "reaction"),
    ]


def _worth(query: Select[Any], what: str) -> Select[Any]:
    each = settings.read(f"recognition.points_{what}")
    return query.add_columns((func.count() * each).label("points")).group_by(Post.author_id)
