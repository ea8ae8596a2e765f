"""Conversations, who takes part in them, and what is said."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, Key, Number, points_to


class Conversation(Base):
    """Between two or more people. `last_message_id` orders lists and tells what is new."""

    __tablename__ = "conversations"

    id: Mapped[Key]
    title: Mapped[str]
    started_by_id: Mapped[int | None] = points_to("accounts.id")
    created_at: Mapped[datetime]
    last_message_id: Mapped[int] = mapped_column(Number, default=0)


class Participant(Base):
    """Somebody who takes part, or did until `left_at`; `read_id` is the last message they saw."""

    __tablename__ = "participants"
    __table_args__ = (Index("ix_participants_account_id_left_at", "account_id", "left_at"),)

    conversation_id: Mapped[int] = points_to("conversations.id", primary_key=True)
    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    added_by_id: Mapped[int | None] = points_to("accounts.id")
    joined_at: Mapped[datetime]
    from_id: Mapped[int] = mapped_column(Number, default=0)  # they see what came after it
    read_id: Mapped[int] = mapped_column(Number, default=0)
    muted_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]


class Message(Base):
    """One message. Text is rendered when written; `reported_at` opens it to the moderators."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_conversation_id_id", "conversation_id", "id"),
        Index("ix_messages_author_id_created_at", "author_id", "created_at"),
    )

    id: Mapped[Key]
    conversation_id: Mapped[int] = points_to("conversations.id", index=False)
    author_id: Mapped[int] = points_to("accounts.id", index=False)
    source: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    created_at: Mapped[datetime]
    reported_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]


class MessageChoice(Base):
    """Who may begin a conversation with somebody; no row means everybody."""

    __tablename__ = "message_choices"

    account_id: Mapped[int] = points_to("accounts.id", primary_key=True)
    from_whom: Mapped[str]  # everybody, followed, team
