"""Following and blocking: from one account to another, never both ways by itself."""

from datetime import datetime

from sqlalchemy.orm import Mapped

from community.kernel.db import Base, points_to


class PersonFollowing(Base):
    """How closely somebody follows a person: watching or muted."""

    __tablename__ = "person_followings"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    person_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=True)
    level: Mapped[str]
    at: Mapped[datetime]


class Block(Base):
    """`account_id` wants nothing from `blocked_id`, who is not told."""

    __tablename__ = "blocks"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    blocked_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=True)
    at: Mapped[datetime]
