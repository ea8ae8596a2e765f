"""Writing to a version of the index: batches in one commit, and segments merged before they become many."""

from collections.abc import Iterable
from typing import Any

from whoosh.codec.base import Segment as StoredSegment
from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from community.kernel.index.embedded.schema import Codec, fields_of, key_of
from community.kernel.index.embedded.segments import Segment
from community.kernel.index.entries import entry_of
from community.kernel.index.port import IndexBusy, Reference
from community.kernel.slots import SearchDocument

TOO_MANY = 8
SMALL = (4, 32)
LARGE = (256, 2048, 16384)
MEMORY = 32


def write(
    index: FileIndex,
    segments: dict[str, Segment],
    documents: list[SearchDocument],
    replaced: list[Reference],
    ceilings: tuple[int, ...],
) -> None:
    """One commit: `replaced` are taken out of `segments` (those open now), `documents` are put in."""
    writer = _opened(index)
    try:
        _delete(writer, segments, replaced)
        for document in documents:
            writer.add_document(**fields_of(entry_of(document)))
        writer.commit(mergetype=lambda writer, segments: _merged(writer, segments, ceilings))
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


def rewrite(index: FileIndex, name: str) -> None:
    """One commit that writes the segment of this name anew, without its deleted documents."""
    writer = _opened(index)
    try:
        writer.commit(mergetype=lambda writer, segments: _without(writer, segments, name))
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


def crowded(segments: Iterable[StoredSegment]) -> bool:
    """Whether there are so many segments that searching slows down."""
    return any(_full_tier(list(segments), (ceiling,)) for ceiling in LARGE)


def _opened(index: FileIndex) -> SegmentWriter:
    try:
        return SegmentWriter(index, codec=Codec(), limitmb=MEMORY, timeout=1)
    except LockError:
        raise IndexBusy("another writer is at work in this version") from None


def _delete(
    writer: SegmentWriter, segments: dict[str, Segment], references: list[Reference]
) -> None:
    for stored in writer.segments:
        if (segment := segments.get(stored.segment_id())) is None:
            continue
        for reference in references:
            if (document := segment.document_of(key_of(reference))) is not None:
                stored.delete_document(document)


def _merged(writer: SegmentWriter, segments: list[Any], ceilings: tuple[int, ...]) -> list[Any]:
    """The merge policy: when a tier of small segments is full, they become one."""
    living = [segment for segment in segments if segment.doc_count()]
    chosen = _full_tier(living, ceilings)
    for segment in chosen:
        _take_over(writer, segment)
    return [segment for segment in living if segment not in chosen]


def _without(writer: SegmentWriter, segments: list[Any], name: str) -> list[Any]:
    for segment in segments:
        if segment.segment_id() == name and segment.doc_count():
            _take_over(writer, segment)
    return [segment for segment in segments if segment.segment_id() != name]


def _take_over(writer: SegmentWriter, segment: StoredSegment) -> None:
    """Its living documents become part of the segment that is being written."""
    reader = SegmentReader(writer.storage, writer.schema, segment)
    writer.add_reader(reader)
    reader.close()


def _full_tier(segments: list[Any], ceilings: tuple[int, ...]) -> list[Any]:
    for ceiling in sorted(ceilings, reverse=True):
        tier = [segment for segment in segments if segment.doc_count() <= ceiling]
        if len(tier) >= TOO_MANY:
            return tier
    return []
