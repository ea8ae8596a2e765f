"""levels, kinds, gatherings, uploads, messages and order."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611232329"
down_revision = "202611232150"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "link_previews",
        sa.Column("address_hash", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("picture_key", sa.String(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address_hash", name=op.f("pk_link_previews")),
    )
    op.create_table(
        "products",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column(
            "names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("slug", name=op.f("uq_products_slug")),
    )
    op.create_table(
        "attendance_days",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("posts_read", sa.Integer(), nullable=False),
        sa.Column("threads_entered", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_attendance_days_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", "day", name=op.f("pk_attendance_days")),
    )
    op.create_table(
        "badge_grants",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("badge", sa.String(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "revoked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("revoked_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_badge_grants_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_badge_grants_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by_id"], ["accounts.id"], name=op.f("fk_badge_grants_revoked_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_grants")),
        sa.UniqueConstraint("account_id", "badge", name=op.f("uq_badge_grants_account_id_badge")),
    )
    with op.batch_alter_table("badge_grants", schema=None) as batch_op:
        batch_op.create_index("ix_badge_grants_badge_id", ["badge", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_badge_grants_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_badge_grants_revoked_by_id"), ["revoked_by_id"], unique=False
        )

    op.create_table(
        "blocks",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "blocked_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_blocks_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["blocked_id"], ["accounts.id"], name=op.f("fk_blocks_blocked_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", "blocked_id", name=op.f("pk_blocks")),
    )
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blocks_blocked_id"), ["blocked_id"], unique=False)

    op.create_table(
        "calendar_keys",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_calendar_keys_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_calendar_keys")),
    )
    op.create_table(
        "conversations",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "started_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "last_message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["accounts.id"], name=op.f("fk_conversations_started_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
    )
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conversations_started_by_id"), ["started_by_id"], unique=False
        )

    op.create_table(
        "helpfulness",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("thanks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_helpfulness_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_helpfulness")),
    )
    with op.batch_alter_table("helpfulness", schema=None) as batch_op:
        batch_op.create_index(
            "ix_helpfulness_score_account_id", ["score", "account_id"], unique=False
        )

    op.create_table(
        "leaderboard_leaves",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_leaderboard_leaves_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_leaderboard_leaves")),
    )
    op.create_table(
        "level_changes",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "figures", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_level_changes_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_level_changes_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level_changes")),
    )
    with op.batch_alter_table("level_changes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_level_changes_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_level_changes_by_id"), ["by_id"], unique=False)

    op.create_table(
        "level_holds",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_level_holds_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_level_holds_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_level_holds")),
    )
    with op.batch_alter_table("level_holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_level_holds_by_id"), ["by_id"], unique=False)

    op.create_table(
        "message_choices",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("from_whom", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_message_choices_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_message_choices")),
    )
    op.create_table(
        "person_followings",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_person_followings_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["accounts.id"], name=op.f("fk_person_followings_person_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", "person_id", name=op.f("pk_person_followings")),
    )
    with op.batch_alter_table("person_followings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_person_followings_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "profile_choices",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_profile_choices_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", "field", name=op.f("pk_profile_choices")),
    )
    op.create_table(
        "profile_covers",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_profile_covers_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_profile_covers")),
    )
    op.create_table(
        "season_points",
        sa.Column("season", sa.String(), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_season_points_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("season", "account_id", name=op.f("pk_season_points")),
    )
    with op.batch_alter_table("season_points", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_season_points_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            "ix_season_points_season_points", ["season", "points", "account_id"], unique=False
        )

    op.create_table(
        "strikes",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_strikes_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strikes")),
        sa.UniqueConstraint("key", name=op.f("uq_strikes_key")),
    )
    with op.batch_alter_table("strikes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strikes_account_id"), ["account_id"], unique=False)

    op.create_table(
        "vote_purses",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_vote_purses_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_vote_purses")),
    )
    op.create_table(
        "closure_timers",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_closure_timers_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_closure_timers_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_closure_timers")),
    )
    with op.batch_alter_table("closure_timers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closure_timers_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_closure_timers_due_at"), ["due_at"], unique=False)

    op.create_table(
        "gatherings",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("address_hidden", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("coming_count", sa.Integer(), nullable=False),
        sa.Column("maybe_count", sa.Integer(), nullable=False),
        sa.Column("waiting_count", sa.Integer(), nullable=False),
        sa.Column("came_count", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_day_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_hour_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_gatherings_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_gatherings")),
    )
    with op.batch_alter_table("gatherings", schema=None) as batch_op:
        batch_op.create_index("ix_gatherings_phase_starts_at", ["phase", "starts_at"], unique=False)
        batch_op.create_index(
            "ix_gatherings_starts_at_thread_id", ["starts_at", "thread_id"], unique=False
        )

    op.create_table(
        "idea_decisions",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_idea_decisions_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_idea_decisions_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_decisions")),
    )
    with op.batch_alter_table("idea_decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_decisions_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_idea_decisions_thread_id"), ["thread_id"], unique=False
        )

    op.create_table(
        "idea_votes",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_idea_votes_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_idea_votes_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", "account_id", name=op.f("pk_idea_votes")),
    )
    with op.batch_alter_table("idea_votes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_votes_account_id"), ["account_id"], unique=False)

    op.create_table(
        "ideas",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("votes_count", sa.Integer(), nullable=False),
        sa.Column(
            "decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["threads.id"], name=op.f("fk_ideas_merged_into_id_threads")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_ideas_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_ideas")),
    )
    with op.batch_alter_table("ideas", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ideas_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_index(
            "ix_ideas_status_votes_count_thread_id",
            ["status", "votes_count", "thread_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_ideas_votes_count"), ["votes_count"], unique=False)

    op.create_table(
        "media_uses",
        sa.Column(
            "upload_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "subject_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name=op.f("fk_media_uses_upload_id_uploads")
        ),
        sa.PrimaryKeyConstraint("upload_id", "kind", "subject_id", name=op.f("pk_media_uses")),
    )
    with op.batch_alter_table("media_uses", schema=None) as batch_op:
        batch_op.create_index("ix_media_uses_kind_subject_id", ["kind", "subject_id"], unique=False)

    op.create_table(
        "messages",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_messages_author_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_messages_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index(
            "ix_messages_author_id_created_at", ["author_id", "created_at"], unique=False
        )
        batch_op.create_index(
            "ix_messages_conversation_id_id", ["conversation_id", "id"], unique=False
        )

    op.create_table(
        "participants",
        sa.Column(
            "conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "added_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("read_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("muted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_participants_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["accounts.id"], name=op.f("fk_participants_added_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_participants_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint("conversation_id", "account_id", name=op.f("pk_participants")),
    )
    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.create_index(
            "ix_participants_account_id_left_at", ["account_id", "left_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_participants_added_by_id"), ["added_by_id"], unique=False
        )

    op.create_table(
        "polls",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("results", sa.String(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ballots_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_polls_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_polls")),
    )
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_polls_closes_at"), ["closes_at"], unique=False)

    op.create_table(
        "reviews",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_reviews_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_reviews_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_reviews_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_reviews")),
        sa.UniqueConstraint(
            "product_id", "account_id", name=op.f("uq_reviews_product_id_account_id")
        ),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reviews_account_id"), ["account_id"], unique=False)

    op.create_table(
        "slow_modes",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_slow_modes_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_slow_modes_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_slow_modes")),
    )
    with op.batch_alter_table("slow_modes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slow_modes_by_id"), ["by_id"], unique=False)

    op.create_table(
        "answer_standings",
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("works_count", sa.Integer(), nullable=False),
        sa.Column("fails_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("worked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_answer_standings_post_id_posts")
        ),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_answer_standings")),
    )
    op.create_table(
        "answer_trials",
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_answer_trials_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_answer_trials_post_id_posts")
        ),
        sa.PrimaryKeyConstraint("post_id", "account_id", name=op.f("pk_answer_trials")),
    )
    with op.batch_alter_table("answer_trials", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answer_trials_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "ballots",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "choices", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_ballots_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["polls.thread_id"], name=op.f("fk_ballots_thread_id_polls")
        ),
        sa.PrimaryKeyConstraint("thread_id", "account_id", name=op.f("pk_ballots")),
    )
    with op.batch_alter_table("ballots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballots_account_id"), ["account_id"], unique=False)

    op.create_table(
        "bookmarks",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_bookmarks_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_bookmarks_post_id_posts")),
        sa.PrimaryKeyConstraint("account_id", "post_id", name=op.f("pk_bookmarks")),
    )
    with op.batch_alter_table("bookmarks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_bookmarks_account_id_at_post_id", ["account_id", "at", "post_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_bookmarks_post_id"), ["post_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bookmarks_remind_at"), ["remind_at"], unique=False)

    op.create_table(
        "gathering_cancellations",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_gathering_cancellations_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["gatherings.thread_id"],
            name=op.f("fk_gathering_cancellations_thread_id_gatherings"),
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_gathering_cancellations")),
    )
    with op.batch_alter_table("gathering_cancellations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_gathering_cancellations_by_id"), ["by_id"], unique=False
        )

    op.create_table(
        "moved_posts",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_moved_posts_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_moved_posts_post_id_posts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_moved_posts_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("thread_id", "position", name=op.f("pk_moved_posts")),
    )
    with op.batch_alter_table("moved_posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moved_posts_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_moved_posts_post_id"), ["post_id"], unique=False)

    op.create_table(
        "poll_options",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["polls.thread_id"], name=op.f("fk_poll_options_thread_id_polls")
        ),
        sa.PrimaryKeyConstraint("thread_id", "position", name=op.f("pk_poll_options")),
    )
    op.create_table(
        "rsvps",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_rsvps_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["gatherings.thread_id"], name=op.f("fk_rsvps_thread_id_gatherings")
        ),
        sa.PrimaryKeyConstraint("thread_id", "account_id", name=op.f("pk_rsvps")),
    )
    with op.batch_alter_table("rsvps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rsvps_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "ix_rsvps_thread_id_answer_at", ["thread_id", "answer", "at"], unique=False
        )

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("unread_messages", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("blocks_count", sa.Integer(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("boards", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kinds", sa.String(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column(
                "starters",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                server_default="{}",
                nullable=False,
            )
        )

    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("reactions_count", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.create_index(
            "ix_posts_thread_id_reactions_count_position",
            ["thread_id", "reactions_count", "position"],
            unique=False,
        )

    op.execute(
        "UPDATE posts SET reactions_count ="
        " (SELECT count(*) FROM reactions WHERE reactions.post_id = posts.id)"
        " WHERE id IN (SELECT post_id FROM reactions)"
    )

    with op.batch_alter_table("uploads", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(), server_default="picture", nullable=False)
        )
        batch_op.add_column(sa.Column("name", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("uploads", schema=None) as batch_op:
        batch_op.drop_column("left_at")
        batch_op.drop_column("name")
        batch_op.drop_column("kind")

    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_index("ix_posts_thread_id_reactions_count_position")
        batch_op.drop_column("reactions_count")

    with op.batch_alter_table("boards", schema=None) as batch_op:
        batch_op.drop_column("starters")
        batch_op.drop_column("kinds")

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_column("blocks_count")
        batch_op.drop_column("unread_messages")

    with op.batch_alter_table("rsvps", schema=None) as batch_op:
        batch_op.drop_index("ix_rsvps_thread_id_answer_at")
        batch_op.drop_index(batch_op.f("ix_rsvps_account_id"))

    op.drop_table("rsvps")
    op.drop_table("poll_options")
    with op.batch_alter_table("moved_posts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moved_posts_post_id"))
        batch_op.drop_index(batch_op.f("ix_moved_posts_by_id"))

    op.drop_table("moved_posts")
    with op.batch_alter_table("gathering_cancellations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gathering_cancellations_by_id"))

    op.drop_table("gathering_cancellations")
    with op.batch_alter_table("bookmarks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bookmarks_remind_at"))
        batch_op.drop_index(batch_op.f("ix_bookmarks_post_id"))
        batch_op.drop_index("ix_bookmarks_account_id_at_post_id")

    op.drop_table("bookmarks")
    with op.batch_alter_table("ballots", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballots_account_id"))

    op.drop_table("ballots")
    with op.batch_alter_table("answer_trials", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_trials_account_id"))

    op.drop_table("answer_trials")
    op.drop_table("answer_standings")
    with op.batch_alter_table("slow_modes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slow_modes_by_id"))

    op.drop_table("slow_modes")
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reviews_account_id"))

    op.drop_table("reviews")
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_polls_closes_at"))

    op.drop_table("polls")
    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participants_added_by_id"))
        batch_op.drop_index("ix_participants_account_id_left_at")

    op.drop_table("participants")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index("ix_messages_conversation_id_id")
        batch_op.drop_index("ix_messages_author_id_created_at")

    op.drop_table("messages")
    with op.batch_alter_table("media_uses", schema=None) as batch_op:
        batch_op.drop_index("ix_media_uses_kind_subject_id")

    op.drop_table("media_uses")
    with op.batch_alter_table("ideas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ideas_votes_count"))
        batch_op.drop_index("ix_ideas_status_votes_count_thread_id")
        batch_op.drop_index(batch_op.f("ix_ideas_merged_into_id"))

    op.drop_table("ideas")
    with op.batch_alter_table("idea_votes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_votes_account_id"))

    op.drop_table("idea_votes")
    with op.batch_alter_table("idea_decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_decisions_thread_id"))
        batch_op.drop_index(batch_op.f("ix_idea_decisions_by_id"))

    op.drop_table("idea_decisions")
    with op.batch_alter_table("gatherings", schema=None) as batch_op:
        batch_op.drop_index("ix_gatherings_starts_at_thread_id")
        batch_op.drop_index("ix_gatherings_phase_starts_at")

    op.drop_table("gatherings")
    with op.batch_alter_table("closure_timers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closure_timers_due_at"))
        batch_op.drop_index(batch_op.f("ix_closure_timers_by_id"))

    op.drop_table("closure_timers")
    op.drop_table("vote_purses")
    with op.batch_alter_table("strikes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strikes_account_id"))

    op.drop_table("strikes")
    with op.batch_alter_table("season_points", schema=None) as batch_op:
        batch_op.drop_index("ix_season_points_season_points")
        batch_op.drop_index(batch_op.f("ix_season_points_account_id"))

    op.drop_table("season_points")
    op.drop_table("profile_covers")
    op.drop_table("profile_choices")
    with op.batch_alter_table("person_followings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_followings_person_id"))

    op.drop_table("person_followings")
    op.drop_table("message_choices")
    with op.batch_alter_table("level_holds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_level_holds_by_id"))

    op.drop_table("level_holds")
    with op.batch_alter_table("level_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_level_changes_by_id"))
        batch_op.drop_index(batch_op.f("ix_level_changes_account_id"))

    op.drop_table("level_changes")
    op.drop_table("leaderboard_leaves")
    with op.batch_alter_table("helpfulness", schema=None) as batch_op:
        batch_op.drop_index("ix_helpfulness_score_account_id")

    op.drop_table("helpfulness")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversations_started_by_id"))

    op.drop_table("conversations")
    op.drop_table("calendar_keys")
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blocks_blocked_id"))

    op.drop_table("blocks")
    with op.batch_alter_table("badge_grants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_badge_grants_revoked_by_id"))
        batch_op.drop_index(batch_op.f("ix_badge_grants_by_id"))
        batch_op.drop_index("ix_badge_grants_badge_id")

    op.drop_table("badge_grants")
    op.drop_table("attendance_days")
    op.drop_table("products")
    op.drop_table("link_previews")
