"""Products of the brand, and what people who tried them say."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, points_to


class Product(Base):
    __tablename__ = "products"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(unique=True)
    names: Mapped[dict[str, Any]]  # by language, English always
    created_at: Mapped[datetime]


class Review(Base):
    """The stars of a thread; `owner` says that the member record showed a purchase when it was written."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("product_id", "account_id"),)

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    product_id: Mapped[int] = points_to("products.id", index=False)
    account_id: Mapped[int] = points_to("accounts.id")
    stars: Mapped[int]
    owner: Mapped[bool] = mapped_column(default=False)
