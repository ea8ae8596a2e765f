"""What makes a thread an article."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Number, points_to


class Article(Base):
    """The text is the opening post of its thread. Unpublished, the thread is out of sight for everybody else."""

    __tablename__ = "articles"
    __table_args__ = (Index("ix_articles_published_at_thread_id", "published_at", "thread_id"),)

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    excerpt: Mapped[str] = mapped_column(default="")
    cover_key: Mapped[str] = mapped_column(default="")
    cover_alt: Mapped[str] = mapped_column(default="")
    reading_minutes: Mapped[int] = mapped_column(Number, default=1)
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]


class ArticleAuthor(Base):
    __tablename__ = "article_authors"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    account_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=True)
    place: Mapped[int] = mapped_column(default=0)
