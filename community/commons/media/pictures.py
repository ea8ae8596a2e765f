"""Keep a picture, say that something shows it, and forget it."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import IO, Any

from flask import current_app
from sqlalchemy import func, select

from community.commons.media.models import Upload
from community.kernel import clock, images
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import require
from community.kernel.refusals import NotFound, Refusal

BYTES_A_DAY = {0: 10_000_000, 1: 40_000_000, 2: 100_000_000, 3: 200_000_000, 4: 1_000_000_000}
ORPHANS_LIVE = timedelta(hours=48)


class QuotaReached(Refusal):
    status = 413
    sentence = _l("You have uploaded a lot today. Go on tomorrow, or choose smaller pictures.")


def keep_picture(
    stream: IO[bytes], *, by: Any, max_side: int = 2048, thumbs: Sequence[int] = (320, 960)
) -> Upload:
    """Re-encode and store a picture; raises images.PictureRefused or QuotaReached. Call `use` once it is shown."""
    require(by, "media.upload")
    picture = images.reencode(stream, max_side=max_side, thumbs=tuple(thumbs))
    if _bytes_today(by) + len(picture.data) > BYTES_A_DAY[by.level]:
        raise QuotaReached()
    name = secrets.token_hex(12)
    key = f"{name}.{picture.extension}"
    smaller = [(f"{name}-{each.width}.{picture.extension}", each.data) for each in picture.variants]
    for each, data in [(key, picture.data), *smaller]:
        current_app.extensions["storage"].put(f"media/{each}", data, picture.content_type)
    upload = Upload(
        key=key,
        owner_id=by.id,
        width=picture.width,
        height=picture.height,
        size=len(picture.data) + sum(len(data) for _key, data in smaller),
        variants=[each for each, _data in smaller],
        created_at=clock.now(),
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def use(key: str) -> None:
    """Something shows it now, so it stays."""
    upload = _found(key)
    upload.used_at = clock.now()


def variant(key: str, width: int) -> str:
    """The key of the smallest picture at least this wide."""
    upload = _found(key)
    for each in upload.variants:
        if int(each.rpartition("-")[2].partition(".")[0]) >= width:
            return each
    return upload.key


def forget(key: str) -> None:
    """Delete the files and the row; unknown keys are fine."""
    upload = db.session.scalars(select(Upload).where(Upload.key == key)).first()
    if upload is None:
        return
    for each in (upload.key, *upload.variants):
        current_app.extensions["storage"].delete(f"media/{each}")
    db.session.delete(upload)
    db.session.flush()


def forget_orphans() -> int:
    old = select(Upload.key).where(
        Upload.used_at.is_(None), Upload.created_at < clock.now() - ORPHANS_LIVE
    )
    keys = list(db.session.scalars(old.limit(500)))
    for key in keys:
        forget(key)
    return len(keys)


def of_accounts(account_ids: list[int]) -> list[Upload]:
    return list(db.session.scalars(select(Upload).where(Upload.owner_id.in_(account_ids))))


def _bytes_today(by: Any) -> int:
    today = (Upload.owner_id == by.id, Upload.created_at > clock.now() - timedelta(days=1))
    return db.session.scalar(select(func.coalesce(func.sum(Upload.size), 0)).where(*today)) or 0


def _found(key: str) -> Upload:
    upload = db.session.scalars(select(Upload).where(Upload.key == key)).first()
    if upload is None:
        raise NotFound()
    return upload
