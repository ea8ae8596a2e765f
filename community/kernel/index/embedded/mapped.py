"""The files of a segment, read where they are mapped: Whoosh would copy each of them whole into the memory of every process."""

import io
from typing import Any

from whoosh.codec.base import Segment as StoredSegment
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile


class InPlace:
    """A stored segment, but for how it is opened."""

    def __init__(self, stored: StoredSegment):
        self._stored = stored

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stored, name)

    def open_compound_file(self, storage: FileStorage) -> CompoundStorage:
        name = self._stored.make_filename(self._stored.COMPOUND_EXT)
        return MappedFiles(storage.open_file(name))


class MappedFiles(CompoundStorage):
    def open_file(self, name: str, *args: Any, **options: Any) -> BufferFile:
        if not self._source:
            return super().open_file(name, *args, **options)
        start, length = self.range(name)
        return MappedFile(memoryview(self._source)[start : start + length], name)


class MappedFile(BufferFile):
    def __init__(self, view: memoryview, name: str):
        self._buf, self._name, self.onclose = view, name, None
        self.file = io.BufferedReader(Window(view))
        self.is_real = self.is_closed = False


class Window(io.RawIOBase):
    """A file that is a part of what is in memory already."""

    def __init__(self, view: memoryview):
        self._view, self._place = view, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: len(self._view)}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: Any) -> int:
        part = self._view[self._place : self._place + len(buffer)]
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)
