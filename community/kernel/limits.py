"""Rate limits. Changes are counted in the database (or Redis), reads in the memory of the process."""

import time
from contextlib import suppress
from functools import cache
from ipaddress import ip_network
from typing import Any

from flask import current_app, request
from limits import RateLimitItem, parse_many
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import BigInteger, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
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
    "preview": "60/minute",
    "completion": "240/minute",
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
        """A count that ends further ahead than its window was begun before the clock was put back."""
        now = int(time.time())
        over = (LimitCount.expires <= now) | (LimitCount.expires > now + expiry)
        dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
        statement = dialect.insert(LimitCount).values(key=key, count=amount, expires=now + expiry)
        statement = statement.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "count": case((over, amount), else_=LimitCount.count + amount),
                "expires": case((over, now + expiry), else_=LimitCount.expires),
            },
        ).returning(LimitCount.count)
        count = db.session.execute(statement).scalar_one()
        db.session.commit()
        return count

    def get(self, key: str) -> int:
        query = select(LimitCount.count).where(
            LimitCount.key == key, LimitCount.expires > int(time.time())
        )
        return db.session.scalar(query) or 0

    def get_expiry(self, key: str) -> float:
        return float(
            db.session.scalar(select(LimitCount.expires).where(LimitCount.key == key))
            or time.time()
        )

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
def _in_database() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(DatabaseStorage())


@cache
def _in_redis(url: str) -> FixedWindowRateLimiter:
    patience = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5}
    return FixedWindowRateLimiter(storage_from_string(url, wrap_exceptions=True, **patience))


def hit(name: str, key: str = "") -> None:
    """Count one use of the rate `name` by `key` (default: the reader's address); raises TooMany.

    Call it at the edge before anything is written: counting commits.
    """
    config = current_app.extensions["config"]
    if config.limits == "off":
        return None
    if request.method in ("GET", "HEAD"):
        return _count(_memory(), name, key)
    if config.redis_url:
        with suppress(StorageError):
            return _count(_in_redis(config.redis_url), name, key)
    return _count(_in_database(), name, key)


def _count(limiter: FixedWindowRateLimiter, name: str, key: str) -> None:
    for rate in _rates(name):
        if not limiter.hit(rate, name, key or address()):
            wait = _wait(limiter, rate, name, key)
            raise TooMany(retry_after=wait, seconds=wait)


def address() -> str:
    """Whom to count: an address, or the whole network that one IPv6 customer has."""
    found = request.remote_addr or "unknown"
    if ":" not in found:
        return found
    with suppress(ValueError):
        return str(ip_network((found.partition("%")[0], 64), strict=False))
    return found


def forget_memory() -> None:
    _memory.cache_clear()


def forget_expired() -> None:
    db.session.execute(delete(LimitCount).where(LimitCount.expires < int(time.time())))


@cache
def _rates(name: str) -> list[RateLimitItem]:
    return parse_many(RATES[name])


def _wait(limiter: FixedWindowRateLimiter, rate: RateLimitItem, name: str, key: str) -> int:
    with reading():
        return max(
            1, int(limiter.get_window_stats(rate, name, key or address()).reset_time - time.time())
        )
