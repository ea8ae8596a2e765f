"""`community members export`"""

from pathlib import Path

import click

from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.marketing.exports import exports, files
from community.marketing.exports.columns import CHOSEN_AT_FIRST, COLUMNS
from community.marketing.records import Audience
from community.people import consent


@click.group()
def members() -> None:
    """The member records."""


@members.command()
@click.option(
    "--segment",
    default="",
    help="Answers as in the address of the members' list: network=instagram&board=skiing.",
)
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv")
@click.option(
    "--purpose",
    type=click.Choice(list(consent.PURPOSES)),
    required=True,
    help="Why; it decides who is in it.",
)
@click.option("--columns", default=",".join(CHOSEN_AT_FIRST), help=f"Of {', '.join(COLUMNS)}.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def export(segment: str, form: str, purpose: str, columns: str, out: Path) -> None:
    """Write the members that match into a file and print the receipt."""
    from urllib.parse import parse_qsl

    made = exports.order(
        Audience.read(dict(parse_qsl(segment))), columns.split(","), purpose, form, by=SYSTEM
    )
    with out.open("w", encoding="utf-8", newline="") as target:
        files.write(made, target, by=SYSTEM)
    db.session.flush()
    click.echo(f"{made.rows} of {made.matched} members written to {out}")
    for column, held in made.withheld.items():
        click.echo(f"withheld: {held['values']} x {column} from {', '.join(held['sources'])}")
    click.echo(f"sha256 {made.digest}")
