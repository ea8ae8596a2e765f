"""Ideas, the votes spent on them, and what the team decided."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, Number, points_to


class Idea(Base):
    """What an idea has come to; `decision_id` is its newest IdeaDecision, `votes_count` equals the rows."""

    __tablename__ = "ideas"
    __table_args__ = (
        Index("ix_ideas_status_votes_count_thread_id", "status", "votes_count", "thread_id"),
    )

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    status: Mapped[str] = mapped_column(default="open")
    votes_count: Mapped[int] = mapped_column(default=0, index=True)
    decision_id: Mapped[int | None] = mapped_column(Number)
    merged_into_id: Mapped[int | None] = points_to("threads.id")


class IdeaVote(Base):
    __tablename__ = "idea_votes"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    account_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=True)
    at: Mapped[datetime]


class IdeaDecision(Base):
    """One change of an idea's status: who, when, and the note that everybody reads."""

    __tablename__ = "idea_decisions"

    id: Mapped[Key]
    thread_id: Mapped[int] = points_to("threads.id")
    status: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = points_to("accounts.id")
    at: Mapped[datetime]


class VotePurse(Base):
    """Held while one person spends a vote, so that two at once cannot spend the last one twice."""

    __tablename__ = "vote_purses"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
