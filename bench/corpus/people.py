"""The accounts, each with its member, and a signed-in browser for those who will read in the bench."""

import hashlib
import random
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import insert

from bench.corpus.texts import Texts
from community.kernel.db import db
from community.people.accounts.models import Account, SignIn
from community.people.members.models import Member

STAFF = {1: "admin", 2: "moderator", 3: "moderator", 4: "marketer"}
SIGNED_IN = 40


class Person(NamedTuple):
    account_id: int
    member_id: int


def add(texts: Texts, count: int, since: datetime, now: datetime) -> list[Person]:
    """Numbered from 1: the first four are staff."""
    joined = [since + (now - since) * (number / count) * 0.9 for number in range(count)]
    names = [texts.name() for _ in range(count)]
    db.session.execute(insert(Member), [
        {"id": number, "created_at": at, "name": name, "language": "en", "activity": "active", "contributions": 0}
        for number, (at, name) in enumerate(zip(joined, names, strict=True), 1)
    ])  # fmt: skip
    db.session.execute(insert(Account), [
        _account(number, name, at, texts.random) for number, (at, name) in enumerate(zip(joined, names, strict=True), 1)
    ])  # fmt: skip
    db.session.execute(
        insert(SignIn), [_sign_in(number, now) for number in range(1, SIGNED_IN + 1)]
    )
    return [Person(number, number) for number in range(1, count + 1)]


def token_of(account_id: int) -> str:
    """What the cookie of this account's browser holds."""
    return hashlib.sha256(f"bench {account_id}".encode()).hexdigest()


def _account(number: int, name: str, at: datetime, chance: random.Random) -> dict[str, object]:
    handle = f"{name.split()[0].lower()[:20]}{number}"
    return {
        "id": number, "member_id": number, "handle": handle, "skeleton": handle, "name": name,
        "email": f"{handle}@example.org", "email_confirmed_at": at, "created_at": at, "claimed": True,
        "roles_text": STAFF.get(number, "fan"), "title": "Care team" if number in STAFF else "",
        "level": 4 if number in STAFF else chance.choice((1, 1, 2, 2, 3)), "unread_notifications": 0, "language": "en",
    }  # fmt: skip


def _sign_in(number: int, now: datetime) -> dict[str, object]:
    return {
        "account_id": number, "token_hash": hashlib.sha256(token_of(number).encode()).hexdigest(),
        "provider": "password", "address": "127.0.0.1", "browser": "bench", "created_at": now,
        "last_seen_at": now + timedelta(hours=1),
    }  # fmt: skip
