"""`community import ...`."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import inspect

from community.kernel import schema
from community.kernel.db import db
from community.kernel.i18n import LANGUAGES
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Refusal

from . import balance
from .models import ImportRun


@click.group("import")
def bring_in() -> None:
    """Bring in what was said elsewhere."""


@bring_in.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--site",
    default="",
    help="The address it is a dump of, e.g. travel.stackexchange.com; else the folder's name.",
)
@click.option(
    "--board",
    default="",
    help="The address of the board that takes the threads; made if there is none.",
)
@click.option("--name", default="", help="The name of a board that is made.")
@click.option(
    "--language",
    default="en",
    type=click.Choice(list(LANGUAGES)),
    help="The language people wrote in.",
)
@with_appcontext
def stackexchange(path: Path, site: str, board: str, name: str, language: str) -> None:
    """A Stack Exchange dump: a folder of tables as XML or CSV, packed with gzip or not.

    May be ended at any moment and started again; what is here already is not added twice.
    """
    from . import stackexchange as dumps

    _make_room()
    try:
        outcome = dumps.bring(path, site=site, board=board, name=name, language=language)
    except Refusal as refused:
        raise click.ClickException(str(refused)) from None
    for line in balance.lines_of(outcome.lines):
        click.echo(line)
    for reason, number in sorted(outcome.reasons.items(), key=lambda each: -each[1]):
        click.echo(f"{number:>8,}  {reason}")
    click.echo(_("Every refused row: %(file)s", file=outcome.refused))
    if outcome.torn:
        raise click.ClickException(
            _("A file ends too early: %(files)s", files="; ".join(outcome.torn))
        )
    if not outcome.even:
        raise click.ClickException(_("The balance is not even: some rows were read and then lost."))


def _make_room() -> None:
    """An import may be the first thing that a new community sees."""
    if not inspect(db.engine).has_table(ImportRun.__tablename__):
        schema.bring_up()
