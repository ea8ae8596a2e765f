"""Two dumps that real people wrote come in whole. They are kept beside the checkout, or at REAL_DATA."""

import os
from pathlib import Path

import pytest
from sqlalchemy import func, select

from community.edges.transfer import mbox, reddit, stackexchange, wordpress
from community.fans.forum import counts, tags
from community.fans.forum.models import Acceptance, Board, Post, Relation, Thread
from community.kernel.db import db
from community.people.accounts.models import Account

REAL_DATA = Path(os.environ.get("REAL_DATA") or Path(__file__).parents[4] / "shared" / "data")
DUMPS = {
    "stackexchange-bicycles-meta": {"Posts": (1446, 1424), "Comments": (2448, 2448), "Users": (2551, 2551)},
    "stackexchange-travel": {"Posts": (10_000, 8521)},
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", DUMPS)
def test_real_dump_comes_in_whole_once(app, client, name):
    if not (REAL_DATA / name).is_dir():
        pytest.skip("the shared data folder is absent")
    first = stackexchange.bring(REAL_DATA / name, site=f"{name}.example")
    lines = {line.table: line for line in first.lines}
    assert first.even
    for table, (read, stored) in DUMPS[name].items():
        assert (lines[table].read, lines[table].stored) == (read, stored)
    numbers = _numbers()
    again = stackexchange.bring(REAL_DATA / name, site=f"{name}.example")
    assert again.even and all(line.stored == 0 for line in again.lines) and _numbers() == numbers
    _counters_equal_rows()
    _longest_threads_open(client)


def _numbers():
    return [
        db.session.scalar(select(func.count()).select_from(each))
        for each in (Account, Thread, Post, Acceptance, Relation)
    ]


def _counters_equal_rows():
    def shown():
        db.session.expire_all()
        columns = (
            Thread.id,
            Thread.posts_count,
            Thread.last_position,
            Thread.score,
            Thread.last_posted_at,
        )
        return (
            db.session.execute(select(*columns).order_by(Thread.id)).all(),
            db.session.execute(select(Board.threads_count, Board.posts_count)).all(),
            [(tag.slug, tag.threads_count) for tag in tags.popular(2000)],
        )

    before = shown()
    for thread_id in counts.thread_ids():
        counts.recount_thread(thread_id)
    counts.recount_boards()
    counts.recount_tags()
    db.session.flush()
    assert shown() == before
    db.session.rollback()


def _longest_threads_open(client):
    longest = select(Thread.id, Thread.slug).order_by(Thread.posts_count.desc()).limit(5)
    for thread in db.session.execute(longest).all():
        assert client.get(f"/t/{thread.id}/{thread.slug}").status_code == 200


TALK = {
    "newsgroups/rec.motorcycles.mbox.gz": (mbox.bring, 1000, 990),
    "newsgroups/misc.forsale.mbox.gz": (mbox.bring, 1000, 990),
    "reddit-api/things.jsonl.gz": (reddit.bring, 7468, 5900),
    "blog-wxr/themeunittestdata.wordpress.xml.gz": (wordpress.bring, 219, 75),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TALK)
def test_real_talk_comes_in_once_and_every_row_is_accounted_for(app, client, name):
    bring, read, least = TALK[name]
    if not (REAL_DATA / name).exists():
        pytest.skip("the shared data folder is absent")
    first = bring(REAL_DATA / name, board="talk")
    [line] = first.lines
    assert first.even and line.read == read and line.stored >= least
    again = bring(REAL_DATA / name, board="talk")
    assert again.even and again.lines[0].stored == 0 and again.lines[0].there == line.stored
    _counters_equal_rows()
    for thread in db.session.scalars(select(Thread).order_by(Thread.posts_count.desc()).limit(5)):
        assert client.get(f"/t/{thread.id}/{thread.slug}").status_code == 200
