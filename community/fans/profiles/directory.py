"""The directory of people: filtered, and paged by key."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from community.fans.forum import authors
from community.fans.profiles import choices
from community.fans.recognition import Helpfulness
from community.kernel.db import db
from community.people.accounts import Account

ORDERS = ("newest", "helpful")


@dataclass(frozen=True)
class Asked:
    """`place` is where the last page ended: (account id,) or (score, account id)."""

    text: str = ""
    language: str = ""
    board_id: int | None = None
    level: int | None = None
    staff: bool = False
    order: str = "newest"
    place: tuple[int, ...] = ()


def people(asked: Asked, reader: Any, limit: int = 48) -> list[Any]:
    """Rows with Account, score, answers and thanks; nobody who does not want to be listed."""
    query = select(
        Account,
        func.coalesce(Helpfulness.score, 0).label("score"),
        func.coalesce(Helpfulness.answers, 0).label("answers"),
        func.coalesce(Helpfulness.thanks, 0).label("thanks"),
    ).outerjoin(Helpfulness, Helpfulness.account_id == Account.id)
    query = query.where(
        Account.erased_at.is_(None), Account.id.not_in(choices.hidden_from(reader)), *_wanted(asked)
    )
    ordered = _most_helpful if asked.order == "helpful" else _newest
    return list(db.session.execute(ordered(query, asked.place).limit(limit)))


def place_after(row: Any, order: str) -> str:
    """What the address of the next page carries."""
    return f"{row.score}-{row.Account.id}" if order == "helpful" else f"{row.Account.id}"


def _wanted(asked: Asked) -> list[Any]:
    wanted: list[Any] = []
    if not asked.text:
        wanted.append(Account.claimed)  # who only wrote elsewhere is found by name
    else:
        low = asked.text.lower()
        starts = Account.handle.startswith(low.lstrip("@"), autoescape=True)
        wanted.append(starts | func.lower(Account.name).contains(low, autoescape=True))
    if asked.language:
        wanted.append(Account.language == asked.language)
    if asked.board_id is not None:
        wanted.append(Account.id.in_(authors.active_in(asked.board_id)))
    if asked.level is not None:
        wanted.append(Account.level == asked.level)
    if asked.staff:
        wanted.append(Account.roles_text != "fan")
    return wanted


def _newest(query: Any, place: tuple[int, ...]) -> Any:
    if len(place) == 1:
        query = query.where(Account.id < place[0])
    return query.order_by(Account.id.desc())


def _most_helpful(query: Any, place: tuple[int, ...]) -> Any:
    """Only those who helped: the others have no place in this order."""
    query = query.where(Helpfulness.score > 0)
    if len(place) == 2:
        behind = (Helpfulness.score == place[0]) & (Helpfulness.account_id < place[1])
        query = query.where((Helpfulness.score < place[0]) | behind)
    return query.order_by(Helpfulness.score.desc(), Helpfulness.account_id.desc())
