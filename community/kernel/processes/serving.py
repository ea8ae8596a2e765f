"""One generation: the application loaded once, then forked into web processes and a worker."""

import gc
import logging
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from sqlalchemy.orm import configure_mappers

from community.kernel import worker
from community.kernel.db import db
from community.kernel.processes.children import Child, forked
from community.kernel.processes.keeper import Keeper

MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn's heartbeat files, never on a slow disk


def live(
    app: Flask, prepare: Callable[[], None], listening: int, ready: int, workers: int, threads: int
) -> int:
    """Until SIGTERM. `ready` is the pipe that hears of the first web process that serves."""
    if code := _ended(forked(prepare)):
        return code
    _ripen()
    web = Child("web server", lambda: _serve(app, listening, ready, workers, threads))
    Keeper([web, Child("worker", lambda: _work(app))]).run()
    return 0


def _ripen() -> None:
    """What every process would make of the application for itself is made once, and shared."""
    configure_mappers()
    gc.collect()
    gc.freeze()


def _ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _work(app: Flask) -> None:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    _forget_connections(app)
    worker.work(app, stopped)


def _serve(app: Flask, listening: int, ready: int, workers: int, threads: int) -> None:
    Arbiter(Site(app, listening, ready, workers, threads)).run()


class Site(BaseApplication):
    def __init__(self, app: Flask, listening: int, ready: int, workers: int, threads: int):
        self._app, self._ready = app, ready
        self._options: dict[str, Any] = {
            "bind": [f"fd://{os.dup(listening)}"],
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "preload_app": True,
            "control_socket_disable": True,
            "keepalive": 5,
            "timeout": 60,
            "graceful_timeout": 25,
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "logger_class": HouseLogger,
            "post_fork": lambda arbiter, worker: _forget_connections(app),
            "post_worker_init": lambda worker: self._say_ready(),
        }
        if MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
            self._options["worker_tmp_dir"] = str(MEMORY)
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app

    def _say_ready(self) -> None:
        try:
            os.write(self._ready, b"1")
        except OSError:
            pass  # the supervisor has heard it from another process


class HouseLogger(Logger):
    """Gunicorn's lines go the way of all log lines."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self.error_log = logging.getLogger("gunicorn")
        self.error_log.setLevel(logging.WARNING)
        self.access_log = logging.getLogger("gunicorn.access")

    def reopen_files(self) -> None:
        pass

    def close_on_exec(self) -> None:
        pass


def _forget_connections(app: Flask) -> None:
    """Connections are never shared between processes."""
    with app.app_context():
        db.engine.dispose(close=False)
