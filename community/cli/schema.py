"""`community migrate` for operators, `community migration` for developers."""

import click

from community.cli.commands import in_the_house


@click.command()
@in_the_house
def migrate() -> None:
    """Bring the database to its newest version; `community run` does it by itself."""
    from community.kernel import schema

    schema.bring_up()
    click.echo(f"The database is at {schema.present()}.")


@click.command()
@click.argument("message")
@in_the_house
def migration(message: str) -> None:
    """Write a migration from what the models say, to be read before it is committed."""
    from datetime import UTC, datetime

    from flask import current_app
    from flask_migrate import revision

    from community.kernel import schema

    schema.bring_up()
    schema.init_app(current_app._get_current_object())  # type: ignore[attr-defined]
    revision(message=message, autogenerate=True, rev_id=datetime.now(UTC).strftime("%Y%m%d%H%M"))
