"""Drafts: text that is not sent yet, kept on the server; and what a stranger wrote before signing in."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import require

from .models import Draft, HeldDraft
from .refusals import DraftOvertaken

KEPT_FOR = timedelta(days=180)
HELD_FOR = timedelta(days=7)


NEW = "new"


def place_of(thread_id: int) -> str:
    """Where a reply to this thread is kept."""
    return f"t/{thread_id}"


def place_of_edit(post_id: int) -> str:
    """Where a changed text of this post is kept until it is saved."""
    return f"p/{post_id}"


def save(by: Any, place: str, sequence: int, fields: dict[str, str]) -> None:
    """Keep the newest text for "new" or "t/7"; DraftOvertaken when another tab has saved a later one."""
    require(by, "forum.draft")
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    row = dialect.insert(Draft).values(
        account_id=by.id, place=place, sequence=sequence, fields=fields, at=clock.now()
    )
    newer = {name: row.excluded[name] for name in ("sequence", "fields", "at")}
    older = Draft.sequence < row.excluded.sequence
    kept = row.on_conflict_do_update(
        index_elements=["account_id", "place"], set_=newer, where=older
    )
    if db.session.execute(kept.returning(Draft.sequence)).first() is None:
        raise DraftOvertaken()


def find(by: Any, place: str) -> Draft | None:
    return db.session.get(Draft, (by.id, place)) if by.signed_in else None


def of(by: Any) -> list[Draft]:
    """Newest first; what was emptied again is none."""
    kept = select(Draft).where(Draft.account_id == by.id).order_by(Draft.at.desc())
    return [draft for draft in db.session.scalars(kept) if not draft.blank]


def discard(by: Any, place: str) -> None:
    db.session.execute(delete(Draft).where(Draft.account_id == by.id, Draft.place == place))


def hold(place: str, fields: dict[str, str]) -> str:
    """Keep a stranger's text until they have signed in; gives the token their session holds."""
    token = secrets.token_urlsafe(24)
    db.session.add(HeldDraft(token_hash=_hashed(token), place=place, fields=fields, at=clock.now()))
    return token


def held(token: str | None, place: str) -> dict[str, str]:
    """What was held under this token for this place; empty if nothing."""
    row = db.session.get(HeldDraft, _hashed(token)) if token else None
    return row.fields if row and row.place == place else {}


def release(token: str | None) -> None:
    if token:
        db.session.execute(delete(HeldDraft).where(HeldDraft.token_hash == _hashed(token)))


def forget_old() -> None:
    now = clock.now()
    db.session.execute(delete(Draft).where(Draft.at < now - KEPT_FOR))
    db.session.execute(delete(HeldDraft).where(HeldDraft.at < now - HELD_FOR))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
