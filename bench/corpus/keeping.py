"""Makes the community once and keeps it: the next run finds it as long as tables and recipe are the same."""

import hashlib
import shutil
import sys
import time
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import delete, text
from sqlalchemy.schema import CreateTable

from bench.corpus import people, talk
from bench.corpus.shape import Shape
from bench.corpus.texts import Texts
from community.app import create_app
from community.commons.search import refreshing
from community.commons.search.models import SearchMark
from community.config import Config
from community.fans.forum import boards, past
from community.kernel import clock, schema
from community.kernel.db import Base, db
from community.kernel.jobs import JobRow
from community.kernel.permissions import SYSTEM
from community.people.accounts.accounts import find

RECIPE = 1  # grows with what this folder writes
AT_ONCE = 2_000
SPAN = timedelta(days=730)
READERS = range(5, 17)
NAMES = (
    "Slopes",
    "Gear",
    "Repairs",
    "Travel",
    "Newcomers",
    "Ideas",
    "Routes",
    "Clothing",
    "Weather",
    "Stories",
)


def kept(folder: Path, shape: Shape, database_url: str = "") -> Path:
    """The data folder with the community in it; a PostgreSQL database is filled anew each time."""
    made = folder / _mark(shape)
    if database_url or not (made / "done").exists():
        shutil.rmtree(made, ignore_errors=True)
        _make(made, shape, database_url)
        (made / "done").touch()
    return made


def _make(folder: Path, shape: Shape, database_url: str) -> None:
    started = time.monotonic()
    app = create_app(Config(data=folder, database_url=database_url))  # type: ignore[call-arg]
    with app.app_context():
        schema.bring_up()
        _write(shape)
        _say(f"wrote {shape.posts:,} posts in {time.monotonic() - started:.0f} s")
        _index()
        _say(f"indexed them after {time.monotonic() - started:.0f} s")
        _settle(app)


def _write(shape: Shape) -> None:
    now = clock.now().replace(microsecond=0)
    texts = Texts(shape.seed)
    fans = people.add(texts, shape.accounts, now - SPAN, now)
    board_ids = _add_boards()
    db.session.commit()
    for batch in talk.batches(
        talk.Talk(texts, fans, board_ids, now - SPAN, now).posts(shape), AT_ONCE
    ):
        with clock.past(batch[-1].at):
            past.keep(batch)
        db.session.commit()
        db.session.expunge_all()
    for account_id in READERS:
        past.have_read(find(id=account_id), now - timedelta(days=account_id - 4))
    db.session.commit()


def _add_boards() -> list[int]:
    """Ten for everybody, and one for moderators with no less talk than the others."""
    made = [
        boards.create(name.lower(), {"en": name}, by=SYSTEM, hue=30 * number, order=number)
        for number, name in enumerate(NAMES)
    ]
    made.append(boards.create("team", {"en": "Team"}, by=SYSTEM, private_to=("moderator",)))
    return [board.id for board in made]


def _index() -> None:
    """All at once: what is marked as changed is in the index already then."""
    refreshing.rebuild()
    db.session.execute(delete(SearchMark))
    db.session.execute(delete(JobRow))
    db.session.commit()


def _settle(app: Flask) -> None:
    """SQLite folds its log in when the last connection closes; PostgreSQL would look at new tables only later."""
    if not app.extensions["config"].sqlite:
        db.session.execute(text("ANALYZE"))
        db.session.commit()
    db.session.remove()
    db.engine.dispose()


def _mark(shape: Shape) -> str:
    tables = "".join(str(CreateTable(table)) for table in Base.metadata.sorted_tables)
    return hashlib.sha256(f"{RECIPE}{shape}{tables}".encode()).hexdigest()[:12]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
