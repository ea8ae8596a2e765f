from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base


class LinkPreview(Base):
    """One address: its words are text only; `picture_key` is a picture of ours under /media/."""

    __tablename__ = "link_previews"

    address_hash: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str]
    title: Mapped[str] = mapped_column(default="")  # empty: it said nothing we could show
    about: Mapped[str] = mapped_column(default="")
    site: Mapped[str] = mapped_column(default="")
    picture_key: Mapped[str | None]
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]
