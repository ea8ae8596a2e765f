"""The worker makes the files, and takes them away after a day."""

from datetime import timedelta

from community.kernel import clock
from community.kernel.db import db
from community.kernel.jobs import job
from community.kernel.permissions import SYSTEM, may
from community.marketing.exports import files
from community.marketing.exports.models import Export
from community.people import accounts


@job()
def make_file(export_id: int) -> None:
    """Asks again for the right: whoever lost it since ordering gets no file."""
    export = db.session.get(Export, export_id)
    if export is None or export.ready_at:
        return
    by = accounts.one(export.by_id) if export.by_id else SYSTEM
    if may(by, "exports.order"):
        files.make(export, by=by)
    else:
        export.expires_at = clock.now()


@job(every=timedelta(hours=1))
def forget_expired() -> None:
    files.forget_expired()
