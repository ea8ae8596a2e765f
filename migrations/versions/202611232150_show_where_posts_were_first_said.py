"""Show where posts were first said."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611232150"
down_revision = "202611231958"
branch_labels = None
depends_on = None

ORIGIN = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", ORIGIN, nullable=True))
    _move()
    with op.batch_alter_table("imported_posts", schema=None) as batch_op:
        batch_op.drop_column("url")
        batch_op.drop_column("license")


def downgrade() -> None:
    with op.batch_alter_table("imported_posts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("license", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("url", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_column("origin")


def _move() -> None:
    posts = sa.table("posts", sa.column("id"), sa.column("origin", ORIGIN))
    known = (
        "SELECT p.post_id, s.site, p.url, p.license"
        " FROM imported_posts p JOIN import_sources s ON s.id = p.source_id"
    )
    connection = op.get_bind()
    rows = [
        {"of": row.post_id, "said": {"place": row.site, "url": row.url, "license": row.license}}
        for row in connection.execute(sa.text(known))
    ]
    if rows:
        mine = posts.update().where(posts.c.id == sa.bindparam("of"))
        connection.execute(mine.values(origin=sa.bindparam("said", type_=ORIGIN)), rows)
