"""The worker makes the files, and takes them away after a day."""

from datetime import timedelta

from community.kernel.db import db
from community.kernel.jobs import job
from community.kernel.permissions import SYSTEM
from community.marketing.exports import files
from community.marketing.exports.models import Export


@job()
def make_file(export_id: int) -> None:
    export = db.session.get(Export, export_id)
    if export and export.ready_at is None:
        files.make(export, by=SYSTEM)


@job(every=timedelta(hours=1))
def forget_expired() -> None:
    files.forget_expired()
