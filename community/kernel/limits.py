"""Rate limits. Changes are counted in the database (or Redis), reads in the memory of the process."""

import time
from functools import cache
from typing import Any

from flask import current_app, request
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import BigInteger, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, db, reading
from community.kernel.refusals import TooMany

RATES = {
    "sign-in": "6/minute;30/hour",
    "sign-up": "3/day",
    "mail": "5/hour",
    "reaction": "50/day",
    "flag": "20/day",
    "upload": "60/hour",
    "write": "30/minute",
    "search": "30/minute",
    "search-anonymous": "15/minute",
    "api": "60/minute",
}


class LimitCount(Base):
    __tablename__ = "limit_counts"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    expires: Mapped[int] = mapped_column(BigInteger, index=True)


class DatabaseStorage(Storage):
    """Counts that every process sees and a restart keeps; each count is its own small transaction."""

    STORAGE_SCHEME = ["database"]

    @property
    def base_exceptions(self) -> Any:
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        from sqlalchemy.dialects import postgresql, sqlite

        now = int(time.time())
        dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
        fresh = LimitCount.expires <= now
        from sqlalchemy import case

        statement = dialect.insert(LimitCount).values(key=key, count=amount, expires=now + expiry)
        statement = statement.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "count": case((fresh, amount), else_=LimitCount.count + amount),
                "expires": case((fresh, now + expiry), else_=LimitCount.expires),
            },
        ).returning(LimitCount.count)
        count = db.session.execute(statement).scalar_one()
        db.session.commit()
        return count

    def get(self, key: str) -> int:
        query = select(LimitCount.count).where(LimitCount.key == key, LimitCount.expires > int(time.time()))
        return db.session.scalar(query) or 0

    def get_expiry(self, key: str) -> float:
        return float(db.session.scalar(select(LimitCount.expires).where(LimitCount.key == key)) or time.time())

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        return db.session.execute(delete(LimitCount)).rowcount  # type: ignore[attr-defined]

    def clear(self, key: str) -> None:
        db.session.execute(delete(LimitCount).where(LimitCount.key == key))


@cache
def _memory() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(MemoryStorage())


@cache
def _shared(redis_url: str) -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(storage_from_string(redis_url) if redis_url else DatabaseStorage())


def hit(name: str, key: str = "") -> None:
    """Count one use of the rate `name` by `key` (default: the reader's address); raises TooMany.

    Call it at the edge before anything is written: counting commits.
    """
    config = current_app.extensions["config"]
    if config.limits == "off":
        return
    counted_in_memory = request.method in ("GET", "HEAD")
    limiter = _memory() if counted_in_memory else _shared(config.redis_url)
    for rate in _rates(name):
        if not limiter.hit(rate, name, key or address()):
            raise TooMany(retry_after=(wait := _wait(limiter, rate, name, key)), seconds=wait)


def address() -> str:
    return request.remote_addr or "unknown"


def forget_memory() -> None:
    _memory.cache_clear()


def forget_expired() -> None:
    db.session.execute(delete(LimitCount).where(LimitCount.expires < int(time.time())))


@cache
def _rates(name: str) -> list[RateLimitItem]:
    return parse_many(RATES[name])


def _wait(limiter: FixedWindowRateLimiter, rate: RateLimitItem, name: str, key: str) -> int:
    with reading():
        return max(1, int(limiter.get_window_stats(rate, name, key or address()).reset_time - time.time()))
