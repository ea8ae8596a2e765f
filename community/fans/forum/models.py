"""Boards, threads, posts, and the states people put them in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.kernel.db import Base, Key, Number, points_to
from community.kernel.text import to_markdown


class Board(Base):
    """A category. With BoardAccess rows it is private to those roles; `blog` holds the articles."""

    __tablename__ = "boards"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = points_to("boards.id")
    purpose: Mapped[str] = mapped_column(default="forum")  # forum or blog
    order: Mapped[int] = mapped_column("position", default=50)
    hue: Mapped[int] = mapped_column(default=200)
    icon: Mapped[str] = mapped_column(default="messages-square")
    names: Mapped[dict[str, Any]]  # by language, English always
    abouts: Mapped[dict[str, Any]]
    staff_only_start: Mapped[bool] = mapped_column(default=False)
    kinds: Mapped[str] = mapped_column(default="", server_default="")  # allowed ones; "" allows all
    starters: Mapped[dict[str, Any]] = mapped_column(
        default=dict, server_default="{}"
    )  # what a new thread's text begins with, by language
    threads_count: Mapped[int] = mapped_column(default=0)
    posts_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class BoardAccess(Base):
    """One role that may enter a private board."""

    __tablename__ = "board_access"

    board_id: Mapped[int] = points_to("boards.id", primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


UNANSWERED = text("posts_count <= 1 AND hidden_at IS NULL")


class Thread(Base):
    """A conversation with a kind. `version` grows with every write and keys caches and ETags."""

    __tablename__ = "threads"
    __table_args__ = (
        Index("ix_threads_board_id_last_posted_at_id", "board_id", "last_posted_at", "id"),
        Index("ix_threads_last_posted_at_id", "last_posted_at", "id"),
        Index("ix_threads_created_at_id", "created_at", "id"),
        Index("ix_threads_score_id", "score", "id"),
        Index("ix_threads_author_id_id", "author_id", "id"),
        Index(
            "ix_threads_unanswered",
            "last_posted_at",
            "id",
            sqlite_where=UNANSWERED,
            postgresql_where=UNANSWERED,
        ),
    )

    id: Mapped[Key]
    board_id: Mapped[int] = points_to("boards.id", index=False)
    author_id: Mapped[int] = points_to("accounts.id", index=False)
    kind: Mapped[str] = mapped_column(default="discussion")
    title: Mapped[str]
    slug: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    excerpt: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    last_posted_at: Mapped[datetime]
    last_author_id: Mapped[int | None] = points_to("accounts.id")
    voices: Mapped[list[Any]]  # account ids of the last few authors, newest first
    posts_count: Mapped[int] = mapped_column(default=0)  # visible posts, the opening one included
    last_position: Mapped[int] = mapped_column(default=0)
    accepted_post_id: Mapped[int | None] = mapped_column(Number)  # as its Acceptance row says
    reactions_count: Mapped[int] = mapped_column(default=0)
    views_count: Mapped[int] = mapped_column(default=0)
    score: Mapped[int] = mapped_column(
        default=0
    )  # orders the list `top`: visible posts + 2 x reactions
    version: Mapped[int] = mapped_column(default=1)
    hidden_at: Mapped[datetime | None]  # out of sight; who and why stands in the audit log

    board: Mapped[Board] = relationship(lazy="raise")


class Post(Base):
    """One contribution; position 1 opens the thread. Text is rendered when written."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("thread_id", "position"),
        Index(
            "ix_posts_thread_id_reactions_count_position",
            "thread_id",
            "reactions_count",
            "position",
        ),
        Index("ix_posts_author_id_id", "author_id", "id"),
    )

    id: Mapped[Key]
    thread_id: Mapped[int] = points_to("threads.id", index=False)
    position: Mapped[int]
    author_id: Mapped[int] = points_to("accounts.id", index=False)
    source: Mapped[str]
    source_format: Mapped[str] = mapped_column(default="markdown")  # or html, from an import
    html: Mapped[str]
    renderer: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(index=True)
    edited_at: Mapped[datetime | None]
    versions_count: Mapped[int] = mapped_column(default=0)
    reply_to: Mapped[int | None]  # a position in the same thread
    reactions: Mapped[dict[str, Any]]  # {"like": 3}, equal to the rows
    reactions_count: Mapped[int] = mapped_column(default=0, server_default="0")  # of all kinds
    origin: Mapped[dict[str, Any] | None]  # {"place", "url", "license"} of what was said elsewhere
    hidden_at: Mapped[datetime | None]  # by staff
    held_at: Mapped[datetime | None]  # waits for approval
    deleted_at: Mapped[datetime | None]  # by its author

    thread: Mapped[Thread] = relationship(lazy="raise")

    @property
    def visible(self) -> bool:
        return not (self.hidden_at or self.held_at or self.deleted_at)

    @property
    def markdown(self) -> str:
        """The text as it is edited and quoted, also where it came as HTML."""
        return to_markdown(self.html) if self.source_format == "html" else self.source


class PostVersion(Base):
    """What a post said before an edit, and why it was edited."""

    __tablename__ = "post_versions"

    id: Mapped[Key]
    post_id: Mapped[int] = points_to("posts.id")
    by_id: Mapped[int | None] = points_to("accounts.id")
    source: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class Reaction(Base):
    """One reader's reaction to one post: the kind may change, there is never a second."""

    __tablename__ = "reactions"

    post_id: Mapped[int] = points_to("posts.id", primary_key=True)
    account_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=True)
    kind: Mapped[str]
    at: Mapped[datetime]


class Acceptance(Base):
    """The one post that answers a question."""

    __tablename__ = "acceptances"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    post_id: Mapped[int] = points_to("posts.id")
    by_id: Mapped[int | None] = points_to("accounts.id")
    at: Mapped[datetime]


class Tag(Base):
    __tablename__ = "tags"
    __table_args__ = (Index("ix_tags_threads_count", "threads_count"),)

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(unique=True)
    threads_count: Mapped[int] = mapped_column(default=0)


class ThreadTag(Base):
    __tablename__ = "thread_tags"
    __table_args__ = (Index("ix_thread_tags_tag_id_thread_id", "tag_id", "thread_id"),)

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    tag_id: Mapped[int] = points_to("tags.id", primary_key=True)


class Closure(Base):
    __tablename__ = "closures"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    by_id: Mapped[int | None] = points_to("accounts.id")
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")


class Pin(Base):
    __tablename__ = "pins"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    by_id: Mapped[int | None] = points_to("accounts.id")
    at: Mapped[datetime]
    until: Mapped[datetime | None]


class Relation(Base):
    """Two threads that belong together: one that mentions another, or says the same again."""

    __tablename__ = "relations"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    other_id: Mapped[int] = points_to("threads.id", primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(primary_key=True)  # mentions or repeats
    at: Mapped[datetime]


class Following(Base):
    """How closely somebody follows a thread or board: watching, tracking, normal or muted."""

    __tablename__ = "followings"
    __table_args__ = (Index("ix_followings_kind_subject_id", "kind", "subject_id"),)

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)  # thread or board
    subject_id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
    level: Mapped[str]
    at: Mapped[datetime]


class ThreadRead(Base):
    """How far somebody has read one thread, and when they last looked."""

    __tablename__ = "thread_reads"
    __table_args__ = (Index("ix_thread_reads_account_id_at", "account_id", "at"),)

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    thread_id: Mapped[int] = points_to("threads.id", primary_key=True, index=True)
    position: Mapped[int]
    at: Mapped[datetime]


class BoardMark(Base):
    """Everything in this board before `at` counts as read."""

    __tablename__ = "board_marks"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    board_id: Mapped[int] = points_to("boards.id", primary_key=True, index=True)
    at: Mapped[datetime]


class Draft(Base):
    """Unsent text, one per place; a lower sequence number never overwrites a higher one."""

    __tablename__ = "drafts"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)  # "new", "t/7" or for an edit "p/9"
    sequence: Mapped[int]
    fields: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)

    @property
    def path(self) -> str:
        """Where it is gone on with."""
        if self.place == "new":
            return "/t/new"
        kind, _, number = self.place.partition("/")
        return f"/posts/{number}/edit" if kind == "p" else f"/t/{number}/reply"

    @property
    def blank(self) -> bool:
        return not any(str(self.fields.get(name) or "").strip() for name in ("title", "body"))


class HeldDraft(Base):
    """What somebody wrote before signing in; their session holds the token, this row its hash."""

    __tablename__ = "held_drafts"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str]
    fields: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)


class Submission(Base):
    """A form that was sent: the same form sent again gives the same post."""

    __tablename__ = "submissions"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    post_id: Mapped[int | None] = points_to("posts.id")
    at: Mapped[datetime] = mapped_column(index=True)
