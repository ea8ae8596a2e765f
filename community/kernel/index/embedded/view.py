"""The segments of the newest generation, opened once and kept; who searches refreshes the view before."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from community.kernel.index.embedded.folder import Folder
from community.kernel.index.embedded.schema import SCHEMA
from community.kernel.index.embedded.segments import Segment
from community.kernel.index.port import Hits, IndexBroken, IndexBusy
from community.kernel.index.query import Query

ATTEMPTS = 5
MOST_ANSWERS = 200
log = logging.getLogger(__name__)


class View:
    def __init__(self, version: Path):
        self.version = version
        self.index = FileIndex(FileStorage(str(version)), schema=SCHEMA, indexname="MAIN")
        self._generation = -1
        self.answers: dict[Query, Hits] = {}
        self._by_id: dict[str, Segment] = {}

    @property
    def segments(self) -> list[Segment]:
        return [*self._by_id.values()]

    @property
    def by_id(self) -> dict[str, Segment]:
        return self._by_id

    def refresh(self) -> None:
        """Segments of the newest commit; the answers kept hold until the next one."""
        if len(self.answers) > MOST_ANSWERS:
            self.answers.clear()
        self._try_to_refresh()

    def _try_to_refresh(self) -> None:
        """A merge may take away a segment between our reading of the list and its opening: then read again."""
        for attempt in range(ATTEMPTS):
            try:
                self._refresh()
                return
            except OSError:
                if attempt == ATTEMPTS - 1:
                    raise

    def close(self) -> None:
        for segment in self._by_id.values():
            segment.close()
        self._by_id = {}

    def _refresh(self) -> None:
        storage = self.index.storage
        if TOC._latest_generation(storage, "MAIN") == self._generation:
            return
        contents = TOC.read(storage, "MAIN", schema=SCHEMA)
        opened = {stored.segment_id(): stored for stored in contents.segments}
        fresh = {
            name: self._by_id.get(name) or Segment(storage, stored)
            for name, stored in opened.items()
        }
        for name, segment in fresh.items():
            segment.delete(opened[name].deleted_docs())
        for name in self._by_id.keys() - fresh.keys():
            self._by_id[name].close()
        self._by_id, self._generation = fresh, contents.generation
        self.answers.clear()


class Window:
    """One view shared by the threads of a process: Python runs one of them at a time anyway, and so they share what is kept."""

    def __init__(self, folder: Folder):
        self.folder = folder
        self._view: View | None = None
        self._lock = threading.Lock()

    @contextmanager
    def fresh(self) -> Iterator[View]:
        """The view of the newest generation. Whatever goes wrong inside means that the index is broken."""
        with self._lock:
            try:
                yield self._opened()
            except (IndexBroken, IndexBusy):
                raise
            except Exception as error:
                self._view = None
                log.error("the search index cannot be read or written: %r", error)
                raise IndexBroken(repr(error)) from error

    def _opened(self) -> View:
        current = self.folder.current()
        if self._view is None or self._view.version != current:
            if self._view:
                self._view.close()
            self._view = View(current)
        self._view.refresh()
        return self._view
