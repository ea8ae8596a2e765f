"""Files in a folder: written beside their place, forced to disk, then renamed into it."""

import errno
import math
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from community.kernel.storage.port import NotStored, StorageFailed, StorageFull, as_stream, checked

UNFINISHED = ".unfinished-"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class LocalStorage:
    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder).resolve()

    def put(
        self, key: str, content: bytes | IO[bytes], content_type: str = "application/octet-stream"
    ) -> None:
        place = self._place(key)
        with _translated():
            place.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=place.parent, prefix=UNFINISHED, delete=False) as fresh:
                try:
                    shutil.copyfileobj(as_stream(content), fresh)
                    fresh.flush()
                    os.fsync(fresh.fileno())
                    os.replace(fresh.name, place)
                except BaseException:
                    Path(fresh.name).unlink(missing_ok=True)
                    raise
            _keep_name(place.parent)

    def get(self, key: str, start: int = 0) -> IO[bytes]:
        with _found(key):
            file = self._place(key).open("rb")
        file.seek(start)
        return file

    def exists(self, key: str) -> bool:
        return self._place(key).is_file()

    def size(self, key: str) -> int:
        with _found(key):
            return self._place(key).stat().st_size

    def delete(self, key: str) -> None:
        self._place(key).unlink(missing_ok=True)

    def list(self, prefix: str = "") -> Iterator[str]:
        start = self.folder / prefix.rpartition("/")[0]
        files = (
            file
            for file in start.rglob("*")
            if file.is_file() and not file.name.startswith(UNFINISHED)
        )
        keys = (file.relative_to(self.folder).as_posix() for file in files)
        return iter(sorted(key for key in keys if key.startswith(prefix)))

    def url(self, key: str, seconds: int = 300) -> str | None:
        return None

    def forget_unfinished(self, before: datetime) -> int:
        left = [
            file
            for file in self.folder.rglob(f"{UNFINISHED}*")
            if _written(file) < before.timestamp()
        ]
        for file in left:
            file.unlink(missing_ok=True)
        return len(left)

    def _place(self, key: str) -> Path:
        place = (self.folder / checked(key)).resolve()
        if not place.is_relative_to(self.folder):
            raise NotStored()
        return place


def _written(file: Path) -> float:
    """One that was finished meanwhile counts as written now."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return math.inf


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise (StorageFull() if error.errno in FULL else StorageFailed()) from error


@contextmanager
def _found(key: str) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise NotStored() from error


def _keep_name(folder: Path) -> None:
    """A rename lasts only once the folder itself is on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
