"""The whole product in processes that can be killed: python -m tests.safety.product FOLDER DATABASE_URL.

A line on its input forks one more, as the supervisor does: `work` a worker, `write` a fan who writes. The
answer is its process id. What the fan was answered stands in FOLDER/answered, one number a line.
"""

import os
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path

from flask import Flask

from community.app import create_app
from community.commons.notifications import jobs as mailing
from community.commons.notifications import notifications
from community.config import Config
from community.kernel import worker
from community.kernel.db import db
from community.people import accounts
from tests.safety.asking import Reader

SECRET = "only for tests"
LETTERS = "bcdfghjklm"


def word_of(number: int) -> str:
    """A word of one post only, of letters, so that every search takes it as one."""
    return "canary" + "".join(LETTERS[int(digit)] for digit in f"{number:04}")


def write(app: Flask, folder: Path) -> None:
    """Ada goes on where she was last answered, with the form she had in front of her."""
    with app.app_context():
        ada = Reader(app, accounts.find(handle="ada"))
        answered = folder / "answered"
        number = len(answered.read_text().splitlines()) if answered.exists() else 0
        with answered.open("ab", buffering=0) as file:
            while True:
                assert sent(ada, number) == 303
                file.write(f"{number}\n".encode())
                number += 1


def sent(ada: Reader, number: int) -> int:
    """Every fourth is a thread, all others reply to the first; each names Bima, who is told and gets a mail."""
    fields = {"body": f"{word_of(number)} for @bima", "submission": f"form {number}"}
    if number % 4 == 0:
        title = f"Number {word_of(number)}"
        return ada.post("/t", {**fields, "board": "skiing", "title": title}).status
    return ada.post("/t/1/posts", fields).status


def work(app: Flask) -> None:
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    worker.work(app, stopped)


def main(folder: Path, database_url: str) -> None:
    notifications.MAIL_AFTER, mailing.MAILS_A_DAY = timedelta(0), 10_000
    settings = {"secret_key": SECRET, "testing": True, "limits": "off"}
    app = create_app(Config(data=folder, database_url=database_url, **settings))
    with app.app_context():
        db.engine.dispose()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            write(app, folder) if line == "write\n" else work(app)
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
