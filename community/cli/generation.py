"""python -m community.cli.generation LISTENING WORKERS THREADS READY: what `community run` keeps alive."""

import os
import shutil
import sys
import time
from pathlib import Path

import click
from flask import Flask


def main(listening: int, workers: int, threads: int, ready: int) -> int:
    from community.config import ConfigError, load_config

    try:
        config = load_config()
        _share_numbers(config.data / "metrics")
        from community.app import create_app
        from community.kernel.processes.serving import live

        app = create_app(config)
        return live(app, lambda: prepare(app), listening, ready, workers, threads)
    except ConfigError as error:
        click.echo(f"Error: {error}", err=True)
        return 2


def _share_numbers(folder: Path) -> None:
    """A folder for the counts of this generation's processes; those of the one before may still write theirs."""
    for old in sorted(folder.glob("*"))[:-1]:
        shutil.rmtree(old, ignore_errors=True)
    own = folder / f"{time.time_ns()}"
    own.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(own)


def prepare(app: Flask) -> None:
    """Bring the schema up and, in a demo, fill an empty community. Runs in a process of its own."""
    from community.kernel import schema

    with app.app_context():
        if schema.bring_up():
            click.echo("The database is at its newest version.")
        if app.extensions["config"].demo:
            _load_demo()


def _load_demo() -> None:
    from community.edges import demo

    accounts = demo.load_if_empty()
    if not accounts:
        return
    click.echo("The demo brand is loaded. Sign in as:")
    for account in accounts:
        click.echo(f"  {account.role:<12} {account.email:<32} {account.password}")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
