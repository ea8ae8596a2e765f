"""The member record: one human being, how they are known, and every fact with where it came from."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, points_to


class Member(Base):
    """One human being as the brand knows them; accounts point here.

    The columns below `merged_into_id` are facts decided in rooms above, kept here so that lists filter fast.
    """

    __tablename__ = "members"

    id: Mapped[Key]
    created_at: Mapped[datetime] = mapped_column(index=True)
    merged_into_id: Mapped[int | None] = points_to("members.id")
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str | None] = mapped_column(index=True)
    first_network: Mapped[str | None] = mapped_column(index=True)
    first_campaign: Mapped[str | None]
    first_seen_at: Mapped[datetime | None]
    last_network: Mapped[str | None]
    last_campaign: Mapped[str | None]
    last_seen_at: Mapped[datetime | None] = mapped_column(index=True)
    activity: Mapped[str] = mapped_column(
        default="new", index=True
    )  # silent, new, active, regular, quiet
    contributions: Mapped[int] = mapped_column(default=0)


class Identity(Base):
    """One way a human is known. With `account_id` it also signs in; without, it only tells."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("provider", "issuer", "subject"),)

    id: Mapped[Key]
    member_id: Mapped[int] = points_to("members.id")
    account_id: Mapped[int | None] = points_to("accounts.id")
    provider: Mapped[str] = mapped_column(index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    handle: Mapped[str] = mapped_column(default="")
    profile_url: Mapped[str] = mapped_column(default="")
    agreed: Mapped[list[Any]] = mapped_column(
        default=list
    )  # fields the member lets us take over from there
    created_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class Fact(Base):
    """One value about a member. Facts are added, never overwritten; the shown one is the winner by rule."""

    __tablename__ = "facts"
    __table_args__ = (Index("ix_facts_member_id_field", "member_id", "field"),)

    id: Mapped[Key]
    member_id: Mapped[int] = points_to("members.id", index=False)
    field: Mapped[str] = mapped_column(index=True)
    value: Mapped[str]
    method: Mapped[str]  # declared, staff, provider, observed, imported, inferred
    source: Mapped[str]  # "fan", "google", "import:stackexchange", ...
    identity_id: Mapped[int | None] = points_to("identities.id")
    by_id: Mapped[int | None] = points_to("accounts.id")
    evidence: Mapped[str] = mapped_column(default="")
    confidence: Mapped[float] = mapped_column(default=1.0)
    uses: Mapped[list[Any]]  # of show, segment, export, message
    at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
