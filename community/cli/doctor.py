"""`community doctor`: looks at everything the community stands on and says what to do."""

import os
import shutil
import smtplib
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import click

from community.cli.commands import in_the_house

SIGNS = {"good": ("ok", "green"), "warning": ("!!", "yellow"), "bad": ("NO", "red")}


class Finding(NamedTuple):
    state: str
    what: str


@click.command()
@in_the_house
def doctor() -> None:
    """Look at database, index, files, mail and work; ends with 1 if something does not hold."""
    findings = list(examined())
    for state, what in findings:
        sign, colour = SIGNS[state]
        click.echo(f"{click.style(sign, fg=colour)}  {what}")
    if any(finding.state == "bad" for finding in findings):
        sys.exit(1)


def examined() -> Iterator[Finding]:
    for examine in (
        _database,
        _schema,
        _sqlite,
        _data_folder,
        _disk,
        _files,
        _index,
        _mail,
        _providers,
        _address,
        _clock,
        _work,
    ):
        try:
            yield from examine()
        except Exception as error:
            yield Finding("bad", f"{examine.__name__.strip('_')}: {type(error).__name__}: {error}")


def _database() -> Iterator[Finding]:
    from sqlalchemy import text

    from community.kernel.db import db

    started = time.perf_counter()
    db.session.execute(text("SELECT 1"))
    db.session.rollback()
    yield Finding(
        "good",
        f"{db.engine.dialect.name} answers in {(time.perf_counter() - started) * 1000:.1f} ms.",
    )


def _schema() -> Iterator[Finding]:
    from community.kernel import schema

    if schema.current():
        yield Finding("good", f"The schema is at {schema.present() or 'its beginning'}.")
    else:
        yield Finding(
            "bad",
            f"The schema is at {schema.present() or 'nothing'}, the code wants {schema.wanted()}: community migrate",
        )


def _sqlite() -> Iterator[Finding]:
    from community.kernel import sqlite

    if not _config().sqlite:
        return
    version = ".".join(map(str, sqlite.VERSION))
    if sqlite.resets_wal_safely():
        yield Finding("good", f"SQLite {version}, from {sqlite.driver.__name__.partition('.')[0]}.")
    else:
        yield Finding(
            "warning",
            f"SQLite {version} can lose a transaction when two connections checkpoint; only our worker does.",
        )


def _data_folder() -> Iterator[Finding]:
    folder = _config().data.resolve()
    probe = folder / f".doctor-{os.getpid()}"
    probe.write_bytes(b"x")
    probe.unlink()
    secret = folder / "secret_key"
    if secret.exists() and secret.stat().st_mode & 0o077:
        yield Finding("warning", f"{secret} can be read by others: chmod 600 {secret}")
    yield Finding("good", f"{folder} can be written.")


def _disk() -> Iterator[Finding]:
    usage = shutil.disk_usage(_config().data)
    state = "good" if usage.free > usage.total * 0.1 or usage.free > 5 * 2**30 else "warning"
    yield Finding(state, f"{usage.free / 2**30:.1f} GiB of disk are free.")


def _files() -> Iterator[Finding]:
    from flask import current_app

    storage, key = current_app.extensions["storage"], "doctor/probe.txt"
    storage.put(key, b"x", "text/plain")
    storage.delete(key)
    yield Finding("good", f"Files go to {'S3' if _config().s3_url else 'the data folder'}.")


def _index() -> Iterator[Finding]:
    from community.kernel import index

    try:
        facts = ", ".join(f"{value} {name}" for name, value in index.current().facts().items())
        yield Finding("good", f"The search index can be read: {facts}.")
    except index.IndexBroken:
        yield Finding("bad", "There is no search index that can be read: community search rebuild")


def _mail() -> Iterator[Finding]:
    from urllib.parse import urlsplit

    address = _config().smtp_url
    if not address:
        yield Finding(
            "warning",
            f"Mails are only written to {_config().data / 'mails'}: set KONEKTOR_SMTP_URL.",
        )
        return
    parts = urlsplit(address)
    kind: Callable[..., smtplib.SMTP] = (
        smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    )
    with kind(parts.hostname or "", parts.port or 0, timeout=5) as server:
        server.noop()
    yield Finding(
        "good", f"The mail server {parts.hostname} answers; mails come from {_config().sender}."
    )


def _providers() -> Iterator[Finding]:
    file = _config().providers
    yield Finding(
        "good",
        f"Social login is read from {file}." if file else "Social login has no file of its own.",
    )


def _address() -> Iterator[Finding]:
    config = _config()
    if config.limits == "off":
        yield Finding("warning", "Limits are off: for load tests only.")
    if config.https and not config.trusted_proxies:
        yield Finding(
            "warning",
            "KONEKTOR_TRUSTED_PROXIES is 0: behind a proxy all readers seem to have one address.",
        )
    yield Finding("good", f"The community's address is {config.base_url}.")


def _clock() -> Iterator[Finding]:
    from sqlalchemy import func, select

    from community.kernel import clock
    from community.kernel.db import db
    from community.kernel.events import EventRow

    newest = db.session.scalar(select(func.max(EventRow.at)))
    if newest and newest > clock.now() + timedelta(minutes=1):
        yield Finding(
            "warning",
            f"Something happened in the future ({newest:%Y-%m-%d %H:%M}): was the clock put back?",
        )
    else:
        yield Finding("good", f"The clock says {clock.now():%Y-%m-%d %H:%M} UTC.")


def _work() -> Iterator[Finding]:
    from sqlalchemy import func, select

    from community.kernel import clock, jobs
    from community.kernel.db import db

    dead = len(jobs.dead_letters())
    if dead:
        yield Finding("warning", f"{dead} jobs failed too often: community jobs dead")
    alive = jobs.JobRow.failed_at.is_(None)
    oldest = db.session.scalar(select(func.min(jobs.JobRow.run_at)).where(alive))
    if oldest and clock.now() - oldest > timedelta(minutes=10):
        yield Finding("bad", f"Work waits since {oldest:%Y-%m-%d %H:%M}: is a worker running?")
    else:
        yield Finding("good", f"Jobs that wait: {jobs.waiting_count()}.")


def _config() -> Any:
    from flask import current_app

    return current_app.extensions["config"]
