"""The embedded index: one writer at a time, and readers that follow it without ever waiting for it."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from community.kernel.index.embedded.evaluating import Evaluation
from community.kernel.index.embedded.folder import Folder
from community.kernel.index.embedded.view import View, Window
from community.kernel.index.embedded.writing import LARGE, SMALL, crowded, rewrite, write
from community.kernel.index.port import Hits, IndexBroken, Load, Reference
from community.kernel.index.query import Query
from community.kernel.slots import SearchDocument

WAIT = 5.0
WAIT_FOR_MERGE = 60.0
REBUILT_AT_ONCE = 20_000


class EmbeddedIndex:
    """Reading and writing have a window each, so that a search in this process waits for no commit."""

    engine = "whoosh"

    def __init__(self, root: Path):
        self.folder = Folder(root)
        self._reading, self._writing = Window(self.folder), Window(self.folder)

    def ready(self) -> bool:
        if self.folder.reported_broken:
            return False
        try:
            with self._reading.fresh() as view:
                for segment in view.segments:
                    segment.check()
        except IndexBroken:
            return False
        return True

    def search(self, query: Query) -> Hits:
        try:
            with self._reading.fresh() as view:
                if query not in view.answers:
                    view.answers[query] = Evaluation(view.segments, query).hits()
                return view.answers[query]
        except IndexBroken:
            self.folder.report_broken()
            raise

    def references(self, kind: str) -> set[int]:
        with self._reading.fresh() as view:
            found = (reference for segment in view.segments for reference in segment.references())
            return {number for own, number in found if own == kind}

    def facts(self) -> dict[str, Any]:
        with self._reading.fresh() as view:
            size = sum(file.stat().st_size for file in view.version.iterdir() if file.is_file())
            documents = sum(segment.size - len(segment.deleted) for segment in view.segments)
            return {
                "engine": self.engine,
                "documents": documents,
                "segments": len(view.segments),
                "bytes": size,
            }

    def update(self, references: list[Reference], load: Load) -> None:
        with self.folder.locked("write", WAIT):
            self._write(load(references), references)
            self.folder.note_changes(references)

    def expunge(self, seconds: float) -> bool:
        """Segments keep the words of deleted documents; those are written anew, one after another."""
        until = time.monotonic() + seconds
        while True:
            with self.folder.locked("write", WAIT), self._writing.fresh() as view:
                stale = [segment for segment in view.segments if segment.deleted]
                if not stale:
                    return False
                rewrite(view.index, min(stale, key=lambda segment: segment.size).id)
            if time.monotonic() > until:
                return True

    def tidy(self) -> None:
        """Merge segments that have become many; updates wait for it, searches do not."""
        with self.folder.locked("write", WAIT):
            with self._reading.fresh() as view:
                too_many = crowded(view.index._segments())
            if too_many:
                self._write([], [], LARGE)

    def rebuild(self, batches: Iterable[list[Reference]], load: Load) -> None:
        with self.folder.locked("rebuild", 0.1):
            self._clear_remains()
            version = View(self.folder.new_version())
            for documents in _larger(map(load, batches), REBUILT_AT_ONCE):
                write(version.index, {}, documents, [], ())
            with self.folder.locked("write", WAIT_FOR_MERGE):
                self._catch_up(version, load)
                self.folder.swap(version.version)
                self.folder.stop_noting_changes()
            version.close()

    def _clear_remains(self) -> None:
        """Of a rebuild that was interrupted; what changes from here on is noted for the new version."""
        with self.folder.locked("write", WAIT):
            self.folder.start_noting_changes()
            try:
                self.folder.forget_all_but(self.folder.current())
            except IndexBroken:
                self.folder.forget_all_but()

    def _catch_up(self, version: View, load: Load) -> None:
        if changed := self.folder.changes():
            version.refresh()
            write(version.index, version.by_id, load(changed), changed, ())

    def _write(
        self,
        documents: list[SearchDocument],
        replaced: list[Reference],
        ceilings: tuple[int, ...] = SMALL,
    ) -> None:
        try:
            with self._writing.fresh() as view:
                write(view.index, view.by_id, documents, replaced, ceilings)
        except IndexBroken:
            self.folder.report_broken()
            raise


def _larger(batches: Iterable[list[SearchDocument]], size: int) -> Iterator[list[SearchDocument]]:
    gathered: list[SearchDocument] = []
    for batch in batches:
        gathered += batch
        if len(gathered) >= size:
            yield gathered
            gathered = []
    if gathered:
        yield gathered
