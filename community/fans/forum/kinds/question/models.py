"""Who says that an accepted answer works, with what, and when."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, points_to


class Trial(Base):
    """What came of one reader's trying the answer; whoever tries again changes theirs."""

    __tablename__ = "answer_trials"

    post_id: Mapped[int] = points_to("posts.id", primary_key=True)
    account_id: Mapped[int] = points_to("accounts.id", primary_key=True, index=True)
    works: Mapped[bool]
    version: Mapped[str] = mapped_column(default="")  # of the product, in their words
    at: Mapped[datetime]


class AnswerStanding(Base):
    """The sum of the trials of one answer, moved with them; `asked_at` is when the asker was last asked."""

    __tablename__ = "answer_standings"

    post_id: Mapped[int] = points_to("posts.id", primary_key=True)
    works_count: Mapped[int] = mapped_column(default=0)
    fails_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[str] = mapped_column(default="")  # the newest with which it worked
    worked_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
