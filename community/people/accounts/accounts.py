"""Create and find accounts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.exc import IntegrityError

from community.kernel import clock, faces, text
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.prepared import Prepared, filled_up, one_of
from community.kernel.refusals import Invalid, NotFound
from community.people import members

from . import addresses, handles, passwords, roles
from .actors import avatar_url
from .events import SignedUp
from .handles import HandleTaken as HandleTaken
from .models import Account

NAME_LENGTH = 60
FEW, MANY = 24, 100  # the authors of a page of posts, the faces of a list


class EmailTaken(Invalid):
    sentence = _l("Another account uses that e-mail address.")


@dataclass(frozen=True, slots=True)
class Brief:
    """What a byline shows of an account."""

    id: int
    handle: str
    name: str
    title: str
    avatar_key: str | None
    level: int
    roles_text: str

    @property
    def avatar_url(self) -> str | None:
        return avatar_url(self.avatar_key)

    @property
    def hue(self) -> str:
        return faces.hue(self.handle)

    @property
    def staff(self) -> bool:
        return self.roles_text != "fan"


byline = Account.__table__.c
# Built once: every page with names asks it, and building costs more than asking.
BYLINES = {
    at_once: Prepared(
        select(
            byline.id, byline.handle, byline.name, byline.title, byline.avatar_key, byline.level, byline.roles
        ).where(one_of(byline.id, "id", at_once))
    )
    for at_once in (FEW, MANY)
}  # fmt: skip


def create(
    handle: str,
    name: str,
    *,
    email: str | None = None,
    password: str | None = None,
    role: str = "fan",
    confirmed: bool = False,
    claimed: bool = True,
    member_id: int | None = None,
    language: str | None = None,
    created_at: datetime | None = None,
) -> Account:
    """A new account and, without `member_id`, its member; raises HandleTaken or EmailTaken.

    `claimed=False` makes an author whom an import brought: nobody can sign in as them yet.
    """
    at = created_at or clock.now()
    name = text.plain(name, NAME_LENGTH) or handle
    tidy = handles.well_formed(handle)
    account = Account(
        handle=tidy, skeleton=text.skeleton(tidy), name=name, email=addresses.tidy(email) if email else None,
        email_confirmed_at=at if email and confirmed else None, password_hash=passwords.hashed(password) if password else None,
        language=language, created_at=at, claimed=claimed, roles_text=roles.written({role}),
    )  # fmt: skip
    account.member_id = member_id or members.create(name, language, at=created_at).id
    _insert(account)
    if claimed:
        announce(
            SignedUp(by=account.id, member_id=account.member_id, account_id=account.id),
            at=created_at,
        )
    return account


def find(*, handle: str = "", email: str = "", id: int | None = None) -> Account | None:
    """By one of the three; an address that cannot be one finds nobody."""
    if id is not None:
        return db.session.get(Account, id)
    if email:
        tidy = addresses.tidy_or_none(email)
        return (
            db.session.scalars(select(Account).where(Account.email == tidy)).first()
            if tidy
            else None
        )
    return (
        db.session.scalars(select(Account).where(Account.handle == handle.lower())).first()
        if handle
        else None
    )


def one(id: int) -> Account:
    """The account, or NotFound."""
    found = find(id=id)
    if found is None:
        raise NotFound()
    return found


def briefs(ids: Collection[int]) -> dict[int, Brief]:
    """The bylines of many accounts with one statement."""
    if not ids:
        return {}
    wanted, rows = [*set(ids)], []
    at_once = FEW if len(wanted) <= FEW else MANY
    for start in range(0, len(wanted), at_once):
        rows += BYLINES[at_once].all(**filled_up("id", wanted[start : start + at_once], at_once))
    return {row[0]: Brief(*row) for row in rows}


def with_role(role: str) -> list[Account]:
    return roles.holding(role)


def _insert(account: Account) -> None:
    """Two who take one name at once: the database decides, the other is told."""
    if find(handle=account.handle):
        raise HandleTaken(fields={"handle": HandleTaken.sentence})
    if account.email and find(email=account.email):
        raise EmailTaken(fields={"email": EmailTaken.sentence})
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError as error:
        taken = EmailTaken if "email" in str(error.orig) else HandleTaken
        raise taken(fields={"email" if taken is EmailTaken else "handle": taken.sentence}) from None


def search(
    text: str, *, role: str = "", before_id: int | None = None, limit: int = 50
) -> list[Account]:
    """By the beginning of a handle or a part of the name, newest first; for administration."""
    query = select(Account).where(Account.erased_at.is_(None))
    if text:
        handle = Account.handle.startswith(text.lower().lstrip("@"), autoescape=True)
        query = query.where(
            handle | func.lower(Account.name).contains(text.lower(), autoescape=True)
        )
    if role in roles.ROLES:
        query = query.where(
            Account.id.in_([each.id for each in roles.holding(role)])
            if role != "fan"
            else Account.roles_text == "fan"
        )
    if before_id:
        query = query.where(Account.id < before_id)
    return list(db.session.scalars(query.order_by(Account.id.desc()).limit(limit)))


def named_like(beginning: str, limit: int = 8, first: Collection[int] = ()) -> list[Brief]:
    """For completing a name: who is there to be spoken to, by the beginning of handle or name; `first` lead."""
    asked = beginning.lower()[:NAME_LENGTH]
    begins = byline.handle.startswith(asked, autoescape=True)
    named = func.lower(byline.name).startswith(asked, autoescape=True)
    later = func.lower(byline.name).contains(f" {asked}", autoescape=True)
    here = (
        byline.erased_at.is_(None),
        byline.claimed.is_(True),
        (byline.suspended_until.is_(None)) | (byline.suspended_until < clock.now()),
    )
    lead = case((byline.id.in_(list(first)), 0), (begins, 1), else_=2)
    query = select(
        byline.id, byline.handle, byline.name, byline.title, byline.avatar_key, byline.level, byline.roles
    ).where(begins | named | later, *here)  # fmt: skip
    rows = db.session.execute(query.order_by(lead, byline.handle).limit(limit))
    return [Brief(*row) for row in rows]
