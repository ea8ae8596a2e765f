"""The secret address of somebody's own calendar: signed, kept nowhere, ended by a new one."""

import secrets
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.permissions import require
from community.kernel.refusals import NotFound
from community.people import accounts

from .models import CalendarKey

LONGEST = 200


def path(account_id: int) -> str:
    """Empty until the first address is asked for."""
    key = db.session.get(CalendarKey, account_id)
    return f"/calendar/{_signer().dumps([account_id, key.nonce])}.ics" if key else ""


def renew(*, by: Any) -> None:
    """From now on only the new address opens."""
    require(by, "gatherings.own")
    nonce, now = secrets.token_urlsafe(12), clock.now()
    if not insert_or_ignore(CalendarKey, account_id=by.id, nonce=nonce, at=now):
        key = db.session.get_one(CalendarKey, by.id, populate_existing=True)
        key.nonce, key.at = nonce, now
        db.session.flush()


def stop(*, by: Any) -> None:
    require(by, "gatherings.own")
    key = db.session.get(CalendarKey, by.id)
    if key:
        db.session.delete(key)
        db.session.flush()


def owner(token: str) -> Any:
    """Whose calendar it is; NotFound for anything that is not a living address."""
    try:
        account_id, nonce = _signer().loads(token[:LONGEST])
    except (BadSignature, ValueError, TypeError):
        raise NotFound() from None
    key = db.session.get(CalendarKey, account_id)
    account = accounts.find(id=account_id) if key and key.nonce == nonce else None
    if account is None or account.erased_at:
        raise NotFound()
    return account


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="calendar")
