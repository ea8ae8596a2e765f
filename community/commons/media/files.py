"""Keep a file, a sound or a film as it came, if its kind is on the list."""

import re
import secrets
import tempfile
from typing import IO, Any

from flask import current_app

from community.commons.media import films, kinds, quotas
from community.commons.media.models import Upload
from community.kernel import clock, settings, text
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import require
from community.kernel.refusals import NotAllowed, Refusal

HEAD = 65_536
LONGEST_NAME = 80
UNSAFE = re.compile(r"[\\/:*?\"<>|`\[\]()!]+")


class FileRefused(Refusal):
    status = 422
    sentence = _l("Files of this kind cannot be attached. These can: pictures, %(kinds)s.")

    def __init__(self) -> None:
        super().__init__(kinds=", ".join(settings.read("media.files")))


class FileTooLarge(Refusal):
    status = 413
    sentence = _l(
        "A file may have %(most)s MB. Make it smaller, or share it elsewhere and link it."
    )


class NoFilesYet(NotAllowed):
    sentence = _l("New accounts attach pictures only. Files follow once people here know you.")


def keep_file(stream: IO[bytes], name: str, *, by: Any) -> Upload:
    """Store it under a name of ours; raises FileRefused, FileTooLarge, NoFilesYet or QuotaReached."""
    require(by, "media.upload")
    if by.level < settings.read("media.file_level") and not by.staff:
        raise NoFilesYet()
    ending = kinds.extension_of(name)
    kind = kinds.FILES.get(ending)
    if kind is None or ending not in settings.read("media.files"):
        raise FileRefused()
    with tempfile.TemporaryFile() as kept:
        size = _copied(stream, kept)
        kept.seek(0)
        if not kind.fits(kept.read(HEAD)):
            raise FileRefused()
        quotas.keep_within(size, by)
        if ending in ("mp4", "m4a"):
            films.forget_origin(kept, size)
        kept.seek(0)
        key = f"{secrets.token_hex(12)}.{ending}"
        current_app.extensions["storage"].put(f"media/{key}", kept, kind.content_type)
    return _added(key, kind.kind, shown_name(name, ending), size, by)


def shown_name(name: str, ending: str) -> str:
    """What people called it, fit for a page and for a folder: never a path."""
    stem = text.plain(name.replace("\\", "/").rpartition("/")[2], LONGEST_NAME)
    stem = UNSAFE.sub("-", stem.rpartition(".")[0] or stem).strip(" .-")
    return f"{stem or 'file'}.{ending}"


def _copied(stream: IO[bytes], kept: IO[bytes]) -> int:
    most = settings.read("media.file_megabytes")
    size = 0
    while piece := stream.read(HEAD):
        size += len(piece)
        if size > most * quotas.MEGABYTE:
            raise FileTooLarge(most=most)
        kept.write(piece)
    return size


def _added(key: str, kind: str, name: str, size: int, by: Any) -> Upload:
    upload = Upload(
        key=key, owner_id=by.id, kind=kind, name=name, width=0, height=0, size=size, variants=[],
        created_at=clock.now(),
    )  # fmt: skip
    db.session.add(upload)
    db.session.flush()
    return upload
