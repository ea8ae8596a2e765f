"""Keep a picture in the sizes pages need, and forget whatever was kept."""

import secrets
from collections.abc import Sequence
from typing import IO, Any

from flask import current_app
from sqlalchemy import delete, select

from community.commons.media import quotas
from community.commons.media.models import MediaUse, Upload
from community.kernel import clock, images
from community.kernel.db import db
from community.kernel.permissions import require
from community.kernel.refusals import NotFound


def keep_picture(
    stream: IO[bytes], *, by: Any, max_side: int = 2048, thumbs: Sequence[int] = (320, 960)
) -> Upload:
    """Re-encode and store a picture; raises images.PictureRefused or QuotaReached. Call `use` once it is shown."""
    require(by, "media.upload")
    picture = images.reencode(stream, max_side=max_side, thumbs=tuple(thumbs))
    quotas.keep_within(len(picture.data), by)
    name = secrets.token_hex(12)
    key = f"{name}.{picture.extension}"
    smaller = [(f"{name}-{each.width}.{picture.extension}", each.data) for each in picture.variants]
    for each, data in [(key, picture.data), *smaller]:
        current_app.extensions["storage"].put(f"media/{each}", data, picture.content_type)
    upload = Upload(
        key=key,
        owner_id=by.id,
        kind="picture",
        width=picture.width,
        height=picture.height,
        size=len(picture.data) + sum(len(data) for _key, data in smaller),
        variants=[each for each, _data in smaller],
        created_at=clock.now(),
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def width_of(variant_key: str) -> int:
    return int(variant_key.rpartition("-")[2].partition(".")[0])


def variant(key: str, width: int) -> str:
    """The key of the smallest picture at least this wide."""
    upload = one(key)
    return next((each for each in upload.variants if width_of(each) >= width), upload.key)


def forget(key: str) -> None:
    """Delete the files and the row; unknown keys are fine."""
    upload = db.session.scalars(select(Upload).where(Upload.key == key)).first()
    if upload is None:
        return
    for each in (upload.key, *upload.variants):
        current_app.extensions["storage"].delete(f"media/{each}")
    db.session.execute(delete(MediaUse).where(MediaUse.upload_id == upload.id))
    db.session.delete(upload)
    db.session.flush()


def of_accounts(account_ids: list[int]) -> list[Upload]:
    return list(db.session.scalars(select(Upload).where(Upload.owner_id.in_(account_ids))))


def one(key: str) -> Upload:
    upload = db.session.scalars(select(Upload).where(Upload.key == key)).first()
    if upload is None:
        raise NotFound()
    return upload
