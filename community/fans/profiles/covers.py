"""The cover of somebody's page: made new and bounded like every picture, one per person."""

import secrets
from typing import IO, Any

from flask import current_app

from community.kernel import images, jobs
from community.kernel.db import db

from .jobs import drop_cover
from .models import ProfileCover

WIDEST = 1600


def keep(stream: IO[bytes]) -> str:
    """The key of the stored picture; raises PictureRefused. Files are written before the transaction."""
    picture = images.reencode(stream, max_side=WIDEST, thumbs=())
    key = f"{secrets.token_hex(12)}.{picture.extension}"  # as the media room names its pictures
    current_app.extensions["storage"].put(f"media/{key}", picture.data, picture.content_type)
    return key


def change(account_id: int, key: str | None) -> None:
    """Put this one in the place of the old one, or take it away with None."""
    row: Any = db.session.get(ProfileCover, account_id)
    if row:
        jobs.enqueue(drop_cover, key=row.key)
    if row and key:
        row.key = key
    elif row:
        db.session.delete(row)
    elif key:
        db.session.add(ProfileCover(account_id=account_id, key=key))


def url_of(account_id: int) -> str:
    row = db.session.get(ProfileCover, account_id)
    return f"/media/{row.key}" if row else ""
