"""What somebody chose for their page."""

from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, points_to


class ProfileCover(Base):
    """The picture across somebody's page; without a row it is drawn in their hue."""

    __tablename__ = "profile_covers"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    key: Mapped[str]


class ProfileChoice(Base):
    """Who sees one part of somebody's page; no row means the part's default."""

    __tablename__ = "profile_choices"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    audience: Mapped[str]  # everyone, signed_in, nobody
