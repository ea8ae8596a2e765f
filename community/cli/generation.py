"""python -m community.cli.generation LISTENING WORKERS THREADS READY: what `community run` keeps alive."""

import sys

from flask import Flask


def main(listening: int, workers: int, threads: int, ready: int) -> int:
    from community.config import ConfigError

    try:
        from community.app import create_app
        from community.kernel.processes.serving import live

        app = create_app()
        return live(app, lambda: prepare(app), listening, ready, workers, threads)
    except ConfigError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2


def prepare(app: Flask) -> None:
    """Bring the schema up and, in a demo, fill an empty community. Runs in a process of its own."""
    from community.kernel import schema

    with app.app_context():
        if schema.bring_up():
            print("The database is at its newest version.", flush=True)
        if app.extensions["config"].demo:
            _load_demo()


def _load_demo() -> None:
    from community.edges import demo

    accounts = demo.load_if_empty()
    if not accounts:
        return
    print("The demo brand is loaded. Sign in as:")
    for account in accounts:
        print(f"  {account.role:<12} {account.email:<32} {account.password}", flush=True)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
