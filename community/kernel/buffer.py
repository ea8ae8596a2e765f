"""Small facts noticed while reading (views, read marks), written in batches so that a GET never writes."""

import atexit
import os
import threading
from collections.abc import Callable, Hashable
from typing import Any

from flask import Flask, current_app

from community.kernel.db import db

PAUSE = 1.0
MOST_KEPT = 20_000


class Buffer:
    """`flush(items)` writes a dict of key -> merged value inside a transaction; it must be idempotent or additive."""

    all: list["Buffer"] = []

    def __init__(self, flush: Callable[[dict[Any, Any]], None], merge: Callable[[Any, Any], Any]):
        self._flush, self._merge = flush, merge
        self._items: dict[Hashable, Any] = {}
        self._lock = threading.Lock()
        Buffer.all.append(self)

    def put(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._items[key] = self._merge(self._items[key], value) if key in self._items else value
        _ensure_flusher(current_app._get_current_object())  # type: ignore[attr-defined]

    def get(self, key: Hashable, default: Any = None) -> Any:
        """What is still waiting under this key in this process."""
        return self._items.get(key, default)

    def forget(self) -> None:
        with self._lock:
            self._items = {}

    def flush(self) -> None:
        with self._lock:
            taken, self._items = self._items, {}
        if not taken:
            return
        try:
            self._flush(taken)
            db.session.commit()
        except Exception:
            db.session.rollback()
            current_app.logger.exception("a buffer could not be written")
            self._put_back(taken)

    def _put_back(self, taken: dict[Hashable, Any]) -> None:
        """Try again with the next batch, unless the database has been away for long."""
        with self._lock:
            if len(self._items) + len(taken) <= MOST_KEPT:
                for key, value in taken.items():
                    self._items[key] = (
                        self._merge(value, self._items[key]) if key in self._items else value
                    )


def flush_all() -> None:
    for buffer in Buffer.all:
        buffer.flush()


_flushers: dict[int, threading.Event] = {}


def _ensure_flusher(app: Flask) -> None:
    """One thread per process and application; a fork starts its own."""
    if app.extensions["config"].testing or os.getpid() in _flushers:
        return
    stop = _flushers[os.getpid()] = threading.Event()
    threading.Thread(target=_flush_forever, args=(app, stop), daemon=True, name="buffer").start()
    atexit.register(_flush_last, app)


def _flush_forever(app: Flask, stop: threading.Event) -> None:
    while not stop.wait(PAUSE):
        with app.app_context():
            flush_all()


def _flush_last(app: Flask) -> None:
    with app.app_context():
        flush_all()
