"""`community demo load`."""

import click
from flask.cli import with_appcontext

from . import loading


@click.group()
def demo() -> None:
    """A fictional brand with a year of life, for trying the product."""


@demo.command("load")
@with_appcontext
def load() -> None:
    """Fill an empty database with Norrvind."""
    accounts = loading.load_if_empty()
    if not accounts:
        raise click.ClickException(
            "There is content already. Give an empty data folder with KONEKTOR_DATA."
        )
    for line in loading.sign_in_lines(accounts):
        click.echo(line)
