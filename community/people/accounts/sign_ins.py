"""Signed-in browsers: begin, recognise, list and end them. The cookie holds a token, the row its hash."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from community.kernel import clock, site
from community.kernel.buffer import Buffer
from community.kernel.db import Moment, db
from community.kernel.events import announce
from community.kernel.prepared import Prepared
from community.people import attendance

from .actors import Reader
from .events import SignedIn
from .models import Account, SignIn

LASTS = timedelta(days=60)
FRESH = timedelta(minutes=5)
COLUMNS = (
    Account.id, Account.member_id, SignIn.id.label("sign_in_id"), Account.handle, Account.name, Account.title, Account.email,
    Account.email_confirmed_at.is_not(None).label("confirmed"), Account.roles_text.label("roles_text"), Account.level,
    Account.language, Account.timezone, Account.avatar_key, Account.unread_notifications, Account.unread_messages,
    Account.blocks_count, SignIn.last_seen_at,
    select(site.SiteVersion.version).scalar_subquery().label("site"),
)  # fmt: skip
NOW = bindparam("now", type_=Moment())
# Built once: every page of somebody signed in asks it.
WHOSE = Prepared(
    select(*COLUMNS)
    .join(SignIn, SignIn.account_id == Account.id)
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        SignIn.created_at > bindparam("oldest", type_=Moment()),
    )
    .where(
        Account.erased_at.is_(None),
        Account.suspended_until.is_(None) | (Account.suspended_until <= NOW),
    )
)


def begin(
    account: Account, *, provider: str = "password", address: str = "", browser: str = ""
) -> str:
    """A new signed-in browser; gives the token for its cookie, which is kept nowhere else."""
    token, now = secrets.token_urlsafe(32), clock.now()
    row = SignIn(
        token_hash=_hash(token), account_id=account.id, provider=provider, address=address[:100],
        browser=browser[:300], created_at=now, last_seen_at=now,
    )  # fmt: skip
    db.session.add(row)
    account.last_seen_at = now
    db.session.flush()
    announce(
        SignedIn(
            by=account.id, member_id=account.member_id, account_id=account.id, provider=provider
        )
    )
    return token


def reader_of(token: str) -> Reader | None:
    """Who is signed in with this token right now; an ended, suspended or erased one is nobody."""
    now = clock.now()
    row = WHOSE.first(token_hash=_hash(token), now=now, oldest=now - LASTS)
    if row is None:
        return None
    told = row._asdict()
    site.noted(told.pop("site"))
    if told.pop("last_seen_at") < now - FRESH:
        seen.put(row.sign_in_id, now)
        attendance.was_here(row.id)
    return Reader(token=token, **told)


def renew(sign_in_id: int) -> str:
    """A new token for the same browser: the old one is dead."""
    token = secrets.token_urlsafe(32)
    db.session.execute(
        update(SignIn).where(SignIn.id == sign_in_id).values(token_hash=_hash(token))
    )
    return token


def end_token(token: str) -> None:
    db.session.execute(delete(SignIn).where(SignIn.token_hash == _hash(token)))


def of(account_id: int) -> list[SignIn]:
    """The signed-in browsers, the one seen last first."""
    query = select(SignIn).where(
        SignIn.account_id == account_id, SignIn.created_at > clock.now() - LASTS
    )
    return list(db.session.scalars(query.order_by(SignIn.last_seen_at.desc(), SignIn.id.desc())))


def end(account_id: int, sign_in_id: int) -> None:
    """Only one's own can be ended."""
    db.session.execute(
        delete(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == account_id)
    )


def end_all(account_id: int, *, but: int | None = None) -> None:
    """Every browser of the account, except the sign-in `but`."""
    ended = delete(SignIn).where(SignIn.account_id == account_id)
    db.session.execute(ended.where(SignIn.id != but) if but else ended)


def forget_old() -> None:
    db.session.execute(delete(SignIn).where(SignIn.created_at < clock.now() - LASTS))


def _write_seen(moments: dict[Any, datetime]) -> None:
    for sign_in_id, at in moments.items():
        db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=at))
        whose = select(SignIn.account_id).where(SignIn.id == sign_in_id).scalar_subquery()
        db.session.execute(update(Account).where(Account.id == whose).values(last_seen_at=at))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


seen = Buffer(flush=_write_seen, merge=max)
