"""Where the index lies: versions in folders, a file that names the one in use, and locks between processes."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.util.filelock import FileLock, try_for

from community.kernel.index.embedded import schema
from community.kernel.index.port import IndexBroken, IndexBusy, Reference

PREFIX = f"v{schema.NUMBER}-"


class Folder:
    def __init__(self, root: Path):
        self.root = root
        self._pointer, self._broken, self._changed = (
            root / "current",
            root / "broken",
            root / "changed",
        )

    def current(self) -> Path:
        """The version in use; raises IndexBroken if there is none, or one of another schema."""
        try:
            name = self._pointer.read_text().strip()
        except (OSError, UnicodeDecodeError):
            raise IndexBroken("there is no index yet") from None
        if not name.startswith(PREFIX) or not (self.root / name).is_dir():
            raise IndexBroken(f"the index {name[:40]!r} is of another schema or gone")
        return self.root / name

    def new_version(self) -> Path:
        """An empty index beside the one in use."""
        version = self.root / f"{PREFIX}{secrets.token_hex(4)}"
        version.mkdir(parents=True)
        FileIndex.create(FileStorage(str(version)), schema.SCHEMA, "MAIN")
        return version

    def swap(self, version: Path) -> None:
        """Use this version from now on and forget the others; who reads them now may finish."""
        fresh = self._pointer.with_suffix(".new")
        fresh.write_text(version.name)
        os.replace(fresh, self._pointer)
        self._broken.unlink(missing_ok=True)
        self.forget_all_but(version)

    def forget_all_but(self, *kept: Path) -> None:
        for each in self.root.iterdir():
            if each.is_dir() and each not in kept:
                shutil.rmtree(each, ignore_errors=True)

    # A reader that finds the index unreadable says so to the worker

    def report_broken(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        self._broken.touch()

    @property
    def reported_broken(self) -> bool:
        return self._broken.exists()

    # Locks; the system frees them when a process dies

    @contextmanager
    def locked(self, name: str, timeout: float) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(self.root / f"{name}.lock"))
        if not try_for(lock.acquire, timeout=timeout, delay=0.05):
            raise IndexBusy(f"somebody else holds the {name} lock")
        try:
            yield
        finally:
            lock.release()

    # What changed while a new version is being written

    def start_noting_changes(self) -> None:
        self._changed.write_text("")

    def note_changes(self, references: list[Reference]) -> None:
        if self._changed.exists():
            with self._changed.open("a") as changed:
                changed.writelines(f"{schema.key_of(reference)}\n" for reference in references)

    def changes(self) -> list[Reference]:
        return [
            schema.reference_from(line) for line in dict.fromkeys(self._changed.read_text().split())
        ]

    def stop_noting_changes(self) -> None:
        self._changed.unlink(missing_ok=True)
