"""Begin, renew and end what this browser holds: the one place that touches the session's sign-in."""

from flask import request, session
from flask_login import login_user

from community.kernel import limits, web
from community.people.accounts import entries, sign_ins
from community.people.accounts.models import Account

HELD_AT = "_user_id"  # where Flask-Login keeps it
SURVIVES = ("pending_sign_in", "held_draft")


def welcome(account: Account, provider: str = "password") -> None:
    """Sign the account in here: everything the session held before is gone, so nothing can be planted."""
    entries.refuse_suspended(account)
    if HELD_AT in session:
        sign_ins.end_token(session[HELD_AT])
    kept = {name: session[name] for name in SURVIVES if name in session}
    session.clear()
    session.update(kept)
    browser = request.headers.get("User-Agent", "")
    _hold(sign_ins.begin(account, provider=provider, address=limits.address(), browser=browser))


def renew() -> None:
    """A new session for the same sign-in; copies of the old cookie are dead."""
    kept = {name: session[name] for name in SURVIVES if name in session}
    sign_in_id = web.actor().sign_in_id
    session.clear()
    session.update(kept)
    _hold(sign_ins.renew(sign_in_id))


def farewell() -> None:
    if HELD_AT in session:
        sign_ins.end_token(session[HELD_AT])
    session.clear()


def _hold(token: str) -> None:
    session.permanent = True
    login_user(sign_ins.reader_of(token))
