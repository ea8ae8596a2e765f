"""Brings the application's own database to a version: `community` does it before it serves."""

from alembic import context
from flask import current_app
from sqlalchemy import JSON, Connection

from community.kernel.db import Moment


def migrate() -> None:
    migration = current_app.extensions["migrate"]
    with migration.db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            without_references(connection, migrate_with, migration)
        else:
            migrate_with(connection, migration)


def migrate_with(connection: Connection, migration) -> None:
    context.configure(
        connection=connection,
        target_metadata=migration.db.metadata,
        process_revision_directives=nothing_for_nothing,
        render_item=plain_types,
        transactional_ddl=True,
        transaction_per_migration=True,
        **migration.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


def without_references(connection: Connection, work, *arguments) -> None:
    """SQLite changes a table by copying and dropping it; a drop would delete what points to it."""
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        work(connection, *arguments)
        broken = driver.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise RuntimeError(f"The migration left a row of {broken[0]} that points nowhere.")
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


def plain_types(kind: str, item: object, rendering) -> str | bool:
    """A migration outlives our own types, so it names SQLAlchemy's."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        rendering.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def nothing_for_nothing(_, __, directives: list) -> None:
    """No file when the models say nothing new."""
    options = context.config.cmd_opts
    if getattr(options, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives.clear()


migrate()
