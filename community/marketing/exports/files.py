"""The file of an export: written batch by batch, kept for a day."""

import hashlib
import io
from typing import Any, TextIO

from flask import current_app
from sqlalchemy import select

from community.kernel import clock
from community.kernel.db import db
from community.kernel.refusals import NotFound
from community.marketing.exports import rows, writers
from community.marketing.exports.models import Export
from community.marketing.records import Audience, count, select_ids
from community.people import consent
from community.people.members import Member


def write(export: Export, target: TextIO, *, by: Any) -> None:
    """Write the file into `target` and complete the receipt: rows, what was held back, and the digest."""
    purpose, audience = consent.PURPOSES[export.purpose], Audience(**export.audience)
    matching = select_ids(audience, by=by)
    allowed = select(Member).where(Member.id.in_(matching))
    if purpose.optional:
        allowed = allowed.where(Member.id.in_(consent.holders(purpose.slug)))
    seen, held_back = hashlib.sha256(), rows.HeldBack()
    writer = writers.WRITERS[export.format](target, export.columns, seen)
    for batch in rows.batches(allowed):
        for row in rows.of(batch, export.columns, held_back):
            writer.write(row)
            export.rows += 1
    export.matched, export.withheld = count(audience, by=by), held_back.told()
    export.digest, export.ready_at = seen.hexdigest(), clock.now()


def make(export: Export, *, by: Any) -> None:
    """The file into the storage; the worker calls it."""
    text = io.StringIO(newline="")
    export.rows = 0
    write(export, text, by=by)
    current_app.extensions["storage"].put(
        _key(export), text.getvalue().encode(), "application/octet-stream"
    )


def read(export: Export) -> bytes:
    """The file's bytes; NotFound once its day is over."""
    if export.ready_at is None or export.expires_at < clock.now():
        raise NotFound()
    return current_app.extensions["storage"].get(_key(export)).read()


def forget_expired() -> None:
    for export in db.session.scalars(
        select(Export).where(Export.expires_at < clock.now(), Export.digest != "")
    ):
        current_app.extensions["storage"].delete(_key(export))


def _key(export: Export) -> str:
    return f"exports/{hashlib.sha256(export.token.encode()).hexdigest()[:32]}"
