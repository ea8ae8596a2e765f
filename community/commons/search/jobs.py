"""The worker keeps the index: soon after each change, and every half minute in case something was missed."""

from datetime import timedelta

from community.commons.search import refreshing
from community.kernel import clock, index
from community.kernel.db import db, reading
from community.kernel.index import IndexBroken, IndexBusy
from community.kernel.jobs import enqueue, job

KEY = "search.refresh"
EXPUNGE = "search.expunge"
A_WHILE = 20.0
A_MOMENT = timedelta(seconds=1)


@job(alone=True)
def refresh() -> None:
    try:
        more = refreshing.catch_up()
    except IndexBusy:
        more = True
    if more:
        enqueue(refresh, at=clock.now() + A_MOMENT, key=KEY)
        db.session.commit()


@job(every=timedelta(seconds=30), alone=True)
def sweep() -> None:
    """Builds a missing index, takes in new kinds, and works off marks whose job died with its worker."""
    with reading():
        needed = refreshing.waiting() or not index.current().ready()
        db.session.rollback()
    if needed:
        refresh()
    try:
        refreshing.take_in_new_kinds()
    except (IndexBusy, IndexBroken):
        return


@job(every=timedelta(days=1), alone=True)
def expunge() -> None:
    """Nothing of what was taken out stays in the files of the index; soon after an erasure, else once a day."""
    try:
        more = refreshing.catch_up() or index.current().expunge(A_WHILE)
    except IndexBusy:
        more = True
    if more:
        enqueue(expunge, at=clock.now() + A_MOMENT, key=EXPUNGE)
        db.session.commit()


@job(every=timedelta(hours=1), alone=True)
def tidy() -> None:
    try:
        index.current().tidy()
    except IndexBusy:
        return
