"""What shows an upload; what nothing shows is forgotten after two days."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, exists, func, select, update

from community.commons.media.models import MediaUse, Upload
from community.commons.media.pictures import forget, one
from community.kernel import clock
from community.kernel.db import db, insert_or_ignore

ORPHANS_LIVE = timedelta(hours=48)
PREFIX = "/media/"


def use(key: str) -> None:
    """Something that everybody sees shows it from now on: a cover."""
    one(key).used_at = clock.now()


def show_in(kind: str, subject_id: int, paths: Iterable[str], *, owners: Iterable[int]) -> None:
    """From now on this thing shows exactly these, as far as its `owners` brought them: what somebody else
    brought is theirs to show, so nobody opens it to others by naming its address."""
    keys = {path.removeprefix(PREFIX) for path in paths}
    brought = select(Upload.id).where(Upload.key.in_(keys), Upload.owner_id.in_(set(owners)))
    wanted = set(db.session.scalars(brought)) if keys else set()
    here = (MediaUse.kind == kind, MediaUse.subject_id == subject_id)
    before = set(db.session.scalars(select(MediaUse.upload_id).where(*here)))
    kept = before & _still_named(keys)
    for upload_id in sorted(wanted - before):
        insert_or_ignore(MediaUse, upload_id=upload_id, kind=kind, subject_id=subject_id)
    gone = before - wanted - kept
    if gone:
        db.session.execute(delete(MediaUse).where(*here, MediaUse.upload_id.in_(gone)))
    _note(wanted - before, gone)


def forget_orphans() -> int:
    """Also what was let go, two days after the last thing did."""
    old = select(Upload.key).where(
        Upload.used_at.is_(None),
        func.coalesce(Upload.left_at, Upload.created_at) < clock.now() - ORPHANS_LIVE,
    )
    keys = list(db.session.scalars(old.limit(500)))
    for key in keys:
        forget(key)
    return len(keys)


def _still_named(keys: set[str]) -> set[int]:
    return set(db.session.scalars(select(Upload.id).where(Upload.key.in_(keys)))) if keys else set()


def _note(shown: set[int], let_go: set[int]) -> None:
    now, quietly = clock.now(), {"synchronize_session": "fetch"}
    if shown:
        used = update(Upload).where(Upload.id.in_(shown)).values(used_at=now, left_at=None)
        db.session.execute(used, execution_options=quietly)
    if let_go:
        elsewhere = exists().where(MediaUse.upload_id == Upload.id)
        free = update(Upload).where(Upload.id.in_(let_go), ~elsewhere)
        db.session.execute(free.values(used_at=None, left_at=now), execution_options=quietly)
