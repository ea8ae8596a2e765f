"""Links that the brand hands out, and arrivals through them."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, points_to


class Link(Base):
    """A short address under /go/ that says which network and campaign a visit belongs to."""

    __tablename__ = "links"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    target: Mapped[str]  # a path of this site
    network: Mapped[str] = mapped_column(index=True)
    medium: Mapped[str] = mapped_column(default="social")
    campaign: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = points_to("accounts.id")
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class Touch(Base):
    """One arrival from outside. `visitor` is a random number in a first-party cookie, no address is kept."""

    __tablename__ = "touches"
    __table_args__ = (
        Index("ix_touches_link_id_at", "link_id", "at"),
        Index("ix_touches_network_at", "network", "at"),
    )

    id: Mapped[Key]
    link_id: Mapped[int | None] = points_to("links.id", index=False)
    visitor: Mapped[str] = mapped_column(
        index=True
    )  # empty when the browser asked not to be tracked
    network: Mapped[str]
    campaign: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    member_id: Mapped[int | None] = points_to("members.id")
    signed_up: Mapped[bool] = mapped_column(
        default=False
    )  # this touch came before its member's first day
