"""Order an export, and find the receipts."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.kernel import audit, clock, jobs
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import require
from community.kernel.refusals import Invalid, NotFound
from community.marketing.exports import writers
from community.marketing.exports.columns import COLUMNS
from community.marketing.exports.events import MembersExported
from community.marketing.exports.jobs import make_file
from community.marketing.exports.models import Export
from community.marketing.records import Audience
from community.people import consent

KEPT_FOR = timedelta(hours=24)


def order(
    audience: Audience, columns: Collection[str], purpose: str, format: str, *, by: Any
) -> Export:
    """Write the receipt and let the worker make the file. Raises Invalid naming the fields at fault."""
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


def one(token: str, *, by: Any) -> Export:
    """An export of one's own; for everybody else it does not exist."""
    require(by, "exports.order")
    export = db.session.scalars(select(Export).where(Export.token == token)).first()
    if export is None or export.by_id != by.id:
        raise NotFound()
    return export


def latest(limit: int = 30) -> list[Export]:
    return list(db.session.scalars(select(Export).order_by(Export.id.desc()).limit(limit)))


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
