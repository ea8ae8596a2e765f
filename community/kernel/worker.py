"""The worker: does due jobs until it is told to stop. Quick jobs never wait behind slow ones."""

import os
import secrets
import socket
import threading
import time

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from community.kernel import buffer, jobs, sqlite
from community.kernel.db import db

PAUSE = 0.4
AFTER_TROUBLE = 2.0
EVERY_SECOND = 1.0


def work(app: Flask, stopped: threading.Event) -> None:
    """Two threads until `stopped`: one for quick jobs and the clock, one for jobs that manage on their own."""
    slow = threading.Thread(target=_work_on, args=(app, stopped, True), name="slow jobs")
    slow.start()
    _work_on(app, stopped, False)
    slow.join()
    with app.app_context():
        buffer.flush_all()


def _work_on(app: Flask, stopped: threading.Event, alone: bool) -> None:
    name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
    ticked = 0.0
    while not stopped.is_set():
        pause = 0.0
        try:
            with app.app_context():
                if not alone and time.monotonic() - ticked >= EVERY_SECOND:
                    ticked = time.monotonic()
                    _tick()
                tried = jobs.work_once(
                    name, limit=1 if alone else 20, going=lambda: not stopped.is_set(), alone=alone
                )
                pause = 0.0 if tried else PAUSE
        except SQLAlchemyError as error:
            app.logger.error("the worker cannot reach the database: %s", error)
            pause = AFTER_TROUBLE
        stopped.wait(pause)
    _give_back(app, name)


def _tick() -> None:
    jobs.put_periodic_in()
    sqlite.checkpoint(db.engine)


def _give_back(app: Flask, name: str) -> None:
    try:
        with app.app_context():
            jobs.hand_back(name)
    except SQLAlchemyError:
        app.logger.warning("leases could not be handed back; they run out by themselves")
