"""`community recount`: counters made equal to the rows."""

import click
from flask.cli import with_appcontext

from community.kernel.db import db

from . import counts
from .kinds import counting


@click.command()
@with_appcontext
def recount() -> None:
    """Count threads, posts, reactions and tags again."""
    thread_ids = counts.thread_ids()
    with click.progressbar(thread_ids, label="Threads") as progress:
        for number, thread_id in enumerate(progress, 1):
            counts.recount_thread(thread_id)
            if number % 500 == 0:
                db.session.commit()
    counts.recount_boards()
    counting.recount_all()
    counts.recount_tags()
    db.session.commit()
    click.echo(f"Counted {len(thread_ids)} threads again.")
