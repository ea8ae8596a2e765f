"""`community migrate`."""

import click

from community.cli.commands import in_the_house


@click.command()
@in_the_house
def migrate() -> None:
    """Bring the database to its newest version; `community run` does it by itself."""
    from community.kernel import schema

    schema.bring_up()
    click.echo(f"The database is at {schema.present()}.")
