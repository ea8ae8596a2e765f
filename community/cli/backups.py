"""`community backup` and `community restore`."""

from pathlib import Path

import click

from community.cli.commands import in_the_house


@click.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@in_the_house
def backup(path: Path) -> None:
    """Write rows, files and the secret into one file, while the community runs."""
    from community.kernel import backup as backups

    backups.write(path, lambda line: click.echo(f"  {line}"))
    click.echo(
        f"{path} holds the community ({path.stat().st_size / 2**20:.1f} MiB). It holds its secrets too: keep it safe."
    )


@click.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@in_the_house
def restore(path: Path) -> None:
    """Fill an empty community from a backup; SQLite or PostgreSQL, whichever this one uses."""
    from community.kernel import backup as backups

    backups.read(path, lambda line: click.echo(f"  {line}"))
    click.echo("The community is restored; its search index is being written.")
    _make_index()


def _make_index() -> None:
    """So that the first visitor finds everything; the worker would do it too, half a minute later."""
    from community.commons import search
    from community.kernel.index import IndexBusy

    try:
        search.rebuild()
    except IndexBusy:
        click.echo("Somebody else writes the index already.")
