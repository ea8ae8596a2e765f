"""Where things came from: sources, the keys they had there, and what another place said of a post."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, Number, points_to


class ImportSource(Base):
    """One place that we import from, such as one site of a network."""

    __tablename__ = "import_sources"
    __table_args__ = (UniqueConstraint("kind", "site"),)

    id: Mapped[Key]
    kind: Mapped[str]  # stackexchange, ...
    site: Mapped[str]
    created_at: Mapped[datetime]


class ImportRun(Base):
    """One run of an import and its trial balance, once it has come to its end."""

    __tablename__ = "import_runs"

    id: Mapped[Key]
    source_id: Mapped[int] = points_to("import_sources.id")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    balance: Mapped[dict[str, Any] | None]


class ImportedKey(Base):
    """What a thing was called there and is here: it keeps a second run from adding anything.

    Kinds: user (a member), author (an account), post and comment (a post). Without `our_id` it was erased
    here and must not come back; its name there is then kept as a hash only.
    """

    __tablename__ = "imported_keys"
    __table_args__ = (Index("ix_imported_keys_kind_our_id", "kind", "our_id"),)

    source_id: Mapped[int] = points_to("import_sources.id", primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    our_id: Mapped[int | None] = mapped_column(Number)


class ImportedPost(Base):
    """What readers elsewhere thought of a post.

    Votes there were secret and are no reactions here, so they are kept beside the post, never in its counters.
    """

    __tablename__ = "imported_posts"

    post_id: Mapped[int] = points_to("posts.id", primary_key=True)
    source_id: Mapped[int] = points_to("import_sources.id")
    score: Mapped[int] = mapped_column(default=0)
    up_votes: Mapped[int] = mapped_column(default=0)
    down_votes: Mapped[int] = mapped_column(default=0)
