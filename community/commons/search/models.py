"""What the index has to look at again."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Number


class SearchMark(Base):
    """`stamp` is new with every mark, so that a change made while the index reads is not lost."""

    __tablename__ = "search_marks"

    kind: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    stamp: Mapped[int] = mapped_column(Number)
