"""Polls, what can be chosen, and who chose what."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, points_to


class Poll(Base):
    """`mode` is single, multiple or ranked; `results` are shown always, once voted, or once closed.

    Secret means that nobody is shown who chose what; the ballot still names its voter, so that there is only one.
    """

    __tablename__ = "polls"

    thread_id: Mapped[int] = points_to("threads.id", primary_key=True)
    mode: Mapped[str]
    secret: Mapped[bool] = mapped_column(default=True)
    results: Mapped[str]
    closes_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]  # since the pages say so
    ballots_count: Mapped[int] = mapped_column(default=0)


class PollOption(Base):
    """`points` equal the ballots: one per choice, or in a ranked poll the sum of a Borda count."""

    __tablename__ = "poll_options"

    thread_id: Mapped[int] = points_to("polls.thread_id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    points: Mapped[int] = mapped_column(default=0)


class Ballot(Base):
    """One person's choice: positions of options, in a ranked poll the best first."""

    __tablename__ = "ballots"

    thread_id: Mapped[int] = points_to("polls.thread_id", primary_key=True)
    account_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=True)
    choices: Mapped[list[Any]]
    at: Mapped[datetime]
