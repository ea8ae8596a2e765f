"""Faces: a picture, or two letters on a hue."""

from functools import lru_cache
from typing import Any, NamedTuple

from community.kernel import faces


class Face(NamedTuple):
    hue: str
    letters: str
    image: str | None


NOBODY = Face("00", "?", None)


def face_of(brief: Any) -> Face:
    return _drawn(brief.handle, brief.name, brief.avatar_url) if brief else NOBODY


@lru_cache(maxsize=4096)
def _drawn(handle: str, name: str, image: str | None) -> Face:
    return Face(faces.hue(handle), faces.monogram(name or handle), image)
