"""The files of faces: made new and small, stored where the media room serves them, dropped when another takes their place."""

import secrets
from typing import IO

from flask import current_app

from community.kernel import images

SIDE = 256


def keep(stream: IO[bytes]) -> str:
    """The key of the stored picture; raises PictureRefused."""
    picture = images.reencode(stream, max_side=2 * SIDE, thumbs=(SIDE,))
    face = picture.variants[0].data if picture.variants else picture.data
    key = f"{secrets.token_hex(12)}.{picture.extension}"  # as the media room names its pictures
    current_app.extensions["storage"].put(f"media/{key}", face, picture.content_type)
    return key


def forget(picture: str) -> None:
    current_app.extensions["storage"].delete(f"media/{picture}")
