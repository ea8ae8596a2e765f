"""Workers at the bakery, each a process: python -m tests.kernel.working FOLDER DATABASE_URL.

Every line on its input forks one more, as the supervisor does; the answer is its process id.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from community.kernel import worker
from community.kernel.application import Application
from tests.kernel.bakery import open_bakery


def work(app: Application) -> None:
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    worker.work(app, stopped)


if __name__ == "__main__":
    bakery = open_bakery(Path(sys.argv[1]), sys.argv[2])
    with bakery.app_context():
        bakery.extensions["sqlalchemy"].engine.dispose()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            work(bakery)
            os._exit(0)
        print(child, flush=True)
        if line.startswith("wait"):
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
