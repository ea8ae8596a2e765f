"""`community import ...` and `community export`."""

from collections.abc import Callable
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
from .running import Outcome


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

    _tell(lambda: dumps.bring(path, site=site, board=board, name=name, language=language))


@bring_in.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--site", default="", help="The address it was; else the one the export names.")
@with_appcontext
def konektor(path: Path, site: str) -> None:
    """What `community export` has written: members, talk, files, all of it.

    People claim their accounts by their e-mail address; roles are not brought. May be ended at any moment and
    started again.
    """
    from . import konektor as exports

    _tell(lambda: exports.bring(path, site_name=site))
    click.echo(_("Old and new addresses stand in redirects.csv beside it."))


def _talk(command: Callable[..., None]) -> Callable[..., None]:
    """The options of everything that brings talk."""
    for option in (
        click.option("--site", default="", help="Where it comes from; else what the file says."),
        click.option(
            "--board", default="", help="The address of the board that takes the threads."
        ),
        click.option("--name", default="", help="The name of a board that is made."),
        click.option("--language", default="en", type=click.Choice(list(LANGUAGES))),
    ):
        command = option(command)
    return command


@bring_in.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_talk
@with_appcontext
def mbox(path: Path, **where: str) -> None:
    """A mailing list or newsgroup: one mbox file, packed with gzip or not."""
    from . import mbox as lists

    _tell(lambda: lists.bring(path, **where))


@bring_in.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@_talk
@with_appcontext
def reddit(path: Path, **where: str) -> None:
    """Submissions and comments as Reddit's API gives them: JSON or JSON lines, or a folder of such files."""
    from . import reddit as things

    _tell(lambda: things.bring(path, **where))


@bring_in.command("csv")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_talk
@with_appcontext
def spreadsheet(path: Path, **where: str) -> None:
    """A table with one contribution a row: id, parent, thread, author, date, title, text, format, url, tags."""
    from . import spreadsheet as tables

    _tell(lambda: tables.bring(path, **where))


@bring_in.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_talk
@with_appcontext
def wordpress(path: Path, **where: str) -> None:
    """An export of WordPress, with bbPress or without: one WXR file, packed with gzip or not."""
    from . import wordpress as exports

    _tell(lambda: exports.bring(path, **where))


@click.command("export")
@click.argument("path", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def give_out(path: Path) -> None:
    """Write the whole community into a folder that another installation can import."""
    from . import konektor as exports

    try:
        exports.give(path, lambda line: click.echo(f"  {line}"))
    except Refusal as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(_("%(path)s holds the community. It holds personal data: keep it safe.", path=path))


def _tell(bring: Callable[[], Outcome]) -> None:
    """Run it and print its balance; ends with 1 if something is not right."""
    _make_room()
    try:
        outcome = bring()
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
