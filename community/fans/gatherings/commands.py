"""`community gatherings recount`."""

import click
from flask.cli import with_appcontext

from community.kernel.db import db

from . import answering


@click.group()
def gatherings() -> None:
    """Gatherings and their counters."""


@gatherings.command("recount")
@with_appcontext
def recount() -> None:
    """Count who comes, waits and came again."""
    counted = answering.recount_all()
    db.session.commit()
    click.echo(f"Counted {counted} gatherings again.")
