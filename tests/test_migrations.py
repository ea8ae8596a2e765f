"""The migrations make the tables that the models describe, on each database, there and back."""

import os
import signal
import time
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
        assert not difference(), 'Write the missing migration: ./dev migration "say what"'


def difference() -> list[str]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(it)[:120] for it in compare_metadata(context, db.metadata)]


def test_k17_killed_in_the_middle_it_begins_again_and_ends_whole(unfurnished: Flask) -> None:
    """Each migration is one transaction, so a killed one has never been."""
    for pause in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4):
        kill_after(pause, begin_to_migrate(unfurnished))
        with unfurnished.app_context():
            tables = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
            assert bool(schema.present()) is bool(tables)
            db.engine.dispose()
    with unfurnished.app_context():
        schema.bring_up()
        assert schema.current()
        assert not difference()


def begin_to_migrate(app: Flask) -> int:
    child = os.fork()
    if not child:
        with app.app_context():
            schema.bring_up()
        os._exit(0)
    return child


def kill_after(seconds: float, pid: int) -> None:
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


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
