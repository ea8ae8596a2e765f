"""The migrations make the tables that the models describe, on each database, there and back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from community.app import create_app
from community.config import Config
from community.kernel import schema
from community.kernel.db import db


@pytest.fixture
def unfurnished(database: str, new_database_url: Callable[[str], str], tmp_path: Path) -> Flask:
    """An application whose database has no tables yet."""
    config = Config(data=tmp_path, database_url=new_database_url(database), testing=True)
    app = create_app(config)
    schema.init_app(app)
    return app


def test_migrations_say_what_the_models_say(unfurnished: Flask) -> None:
    with unfurnished.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            difference = [str(it)[:120] for it in compare_metadata(context, db.metadata)]
    assert not difference, 'Write the missing migration: ./dev migration "say what"'


def test_migrations_go_back(unfurnished: Flask) -> None:
    with unfurnished.app_context():
        upgrade()
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}


def test_there_is_one_newest_migration(unfurnished: Flask) -> None:
    from alembic.script import ScriptDirectory

    migration = unfurnished.extensions["migrate"].migrate
    with unfurnished.app_context():
        script = ScriptDirectory.from_config(migration.get_config())
    assert len(script.get_heads()) == 1
