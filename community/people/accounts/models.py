"""Accounts and how they sign in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel import clock
from community.kernel.db import Base, Key, points_to

from .actors import Person


class Account(Person, Base):
    """Signs in, writes, has a public profile. Unclaimed imported accounts have neither e-mail nor password."""

    __tablename__ = "accounts"

    id: Mapped[Key]
    member_id: Mapped[int] = points_to("members.id")
    handle: Mapped[str] = mapped_column(unique=True)
    skeleton: Mapped[str] = mapped_column(index=True)  # look-alike handles share it
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")  # for whom staff speak: "Norrvind care"
    email: Mapped[str | None] = mapped_column(unique=True)
    email_confirmed_at: Mapped[datetime | None]
    password_hash: Mapped[str | None]
    language: Mapped[str | None]
    timezone: Mapped[str | None]
    level: Mapped[int] = mapped_column(default=0)
    avatar_key: Mapped[str | None]
    about: Mapped[str] = mapped_column(default="")
    about_html: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(index=True)
    last_seen_at: Mapped[datetime | None]
    claimed: Mapped[bool] = mapped_column(default=True)  # False for authors an import brought
    roles_text: Mapped[str] = mapped_column(
        "roles", default="fan", index=True
    )  # space-separated, sorted
    suspended_until: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    unread_notifications: Mapped[int] = mapped_column(default=0)
    unread_messages: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # conversations with something new
    blocks_count: Mapped[int] = mapped_column(default=0, server_default="0")

    @property
    def confirmed(self) -> bool:
        return self.email_confirmed_at is not None

    @property
    def suspended(self) -> bool:
        return self.suspended_until is not None and self.suspended_until > clock.now()


class Suspension(Base):
    """A ban from writing and signing in, with who, why and until when."""

    __tablename__ = "suspensions"

    id: Mapped[Key]
    account_id: Mapped[int] = points_to("accounts.id")
    by_id: Mapped[int | None] = points_to("accounts.id")
    reason: Mapped[str]
    at: Mapped[datetime]
    until: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = points_to("accounts.id")


class SignIn(Base):
    """One signed-in browser; ending it is deleting the row. The cookie holds the token, the row its hash."""

    __tablename__ = "sign_ins"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = points_to("accounts.id")
    provider: Mapped[str] = mapped_column(default="password")
    address: Mapped[str]
    browser: Mapped[str]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class Ticket(Base):
    """A secret sent by mail, hashed at rest, of one use: confirm, reset or change an address."""

    __tablename__ = "tickets"
    __table_args__ = (Index("ix_tickets_account_id_purpose", "account_id", "purpose"),)

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = points_to("accounts.id", index=False)
    purpose: Mapped[str]
    email: Mapped[str]
    goes_to: Mapped[str] = mapped_column(default="/")  # where the reader wanted to be
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PendingSignIn(Base):
    """A social login that came back and waits for the consent screen, bound to this browser's session."""

    __tablename__ = "pending_sign_ins"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(unique=True)
    provider: Mapped[str]
    issuer: Mapped[str]
    subject: Mapped[str]
    profile: Mapped[dict[str, Any]]  # mapped fields, cleaned
    linking_account_id: Mapped[int | None] = points_to("accounts.id")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
