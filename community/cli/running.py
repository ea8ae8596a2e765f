"""`community run` and `community worker`."""

import os
import sys
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import click


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all."
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes."
)
@click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Threads in each."
)
@click.option("--demo", is_flag=True, help="Load the demo brand into an empty community.")
def run(host: str, port: int, workers: int, threads: int, demo: bool) -> None:
    """Serve the community: web, worker and all, until Ctrl+C. SIGHUP starts it anew without a gap."""
    from community.kernel.processes.supervisor import Supervisor

    listening = _listen(host, port)
    address = _settle(host, listening.getsockname()[1], demo)
    live = partial(_live, listening.fileno(), workers, threads)
    supervisor = Supervisor(
        live, _beside(address), lambda: click.echo(f"Open {address} (Ctrl+C stops)")
    )
    supervisor.run()
    sys.exit(supervisor.code)


@click.command()
def worker() -> None:
    """Do the background work only, as on a second machine."""
    import signal
    import threading

    from community.app import create_app
    from community.kernel.worker import work

    app, stopped = create_app(), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    click.echo("Working (Ctrl+C stops)")
    work(app, stopped)


def _listen(host: str, port: int) -> Any:
    from community.kernel.processes.supervisor import listen

    try:
        return listen(host, port)
    except OSError as error:
        raise click.ClickException(
            f"Port {port} of {host} cannot be had: {error.strerror}. Choose another with --port."
        ) from None


def _settle(host: str, port: int, demo: bool) -> str:
    """What the children read from the environment; gives the address to open."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host  # noqa: S104
    os.environ.setdefault("KONEKTOR_BASE_URL", f"http://{shown}:{port}")
    if demo:
        os.environ["KONEKTOR_DEMO"] = "1"
    return os.environ["KONEKTOR_BASE_URL"]


def _live(listening: int, workers: int, threads: int, ready: int) -> None:
    from community.kernel.processes.children import become

    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # many threads, and glibc gives memory back
    numbers = [str(number) for number in (listening, workers, threads, ready)]
    become([sys.executable, "-m", "community.cli.generation", *numbers])


def _beside(address: str) -> list:
    """The demo's own social network, where the demo is on and readable on this machine only."""
    from community.kernel.processes.children import Child, become

    parts = urlsplit(address)
    if os.environ.get("KONEKTOR_DEMO", "0").lower() not in ("1", "true", "yes", "on"):
        return []
    if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        return []
    command = [
        sys.executable,
        "-m",
        "community.edges.demo.network",
        "--port",
        str((parts.port or 8000) + 1),
    ]
    return [Child("demo network", lambda: become(command))]
