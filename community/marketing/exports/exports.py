"""Order an export, write its file batch by batch, and keep the receipt."""

import hashlib
import io
import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Any, TextIO

from flask import current_app
from sqlalchemy import select

from community.kernel import audit, clock, jobs
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import require
from community.kernel.refusals import Invalid, NotFound
from community.marketing.exports import rows, writers
from community.marketing.exports.columns import COLUMNS
from community.marketing.exports.events import MembersExported
from community.marketing.exports.models import Export
from community.marketing.records import Audience, count, select_ids
from community.people import consent
from community.people.members import Member

KEPT_FOR = timedelta(hours=24)


def order(
    audience: Audience, columns: Collection[str], purpose: str, format: str, *, by: Any
) -> Export:
    """Write the receipt and let the worker make the file. Raises Invalid naming the fields at fault."""
    from community.marketing.exports.jobs import make_file

    require(by, "exports.order")
    _check(columns, purpose, format)
    export = Export(
        token=secrets.token_urlsafe(16), by_id=by.id, at=clock.now(), purpose=purpose, format=format, audience=audience.asked(),
        columns=[name for name in COLUMNS if name in columns], withheld={}, expires_at=clock.now() + KEPT_FOR,
    )  # fmt: skip
    db.session.add(export)
    db.session.flush()
    audit.record(
        "members.export",
        "export",
        export.id,
        by=by,
        reason=purpose,
        after={"audience": export.audience, "columns": export.columns},
    )
    announce(MembersExported(by=by.id, member_id=by.member_id, export_id=export.id))
    jobs.enqueue(make_file, export_id=export.id)
    return export


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


def one(token: str, *, by: Any) -> Export:
    """An export of one's own; for everybody else it does not exist."""
    require(by, "exports.order")
    export = db.session.scalars(select(Export).where(Export.token == token)).first()
    if export is None or export.by_id != by.id:
        raise NotFound()
    return export


def latest(limit: int = 30) -> list[Export]:
    return list(db.session.scalars(select(Export).order_by(Export.id.desc()).limit(limit)))


def file(export: Export) -> bytes:
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


def _check(columns: Collection[str], purpose: str, format: str) -> None:
    problems: dict[str, Any] = {}
    if not set(columns) or not set(columns) <= set(COLUMNS):
        problems["columns"] = _l("Choose at least one column from the list.")
    if purpose not in consent.PURPOSES:
        problems["purpose"] = _l("Say what the export is for: it decides who is in it.")
    if format not in writers.WRITERS:
        problems["format"] = _l("Choose CSV or JSON lines.")
    if problems:
        raise Invalid(fields=problems)
