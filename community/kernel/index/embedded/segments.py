"""One segment of the index, read in bulk: whole posting lists, columns and masks instead of single steps.

Whoosh's matchers take about a microsecond for each posting; a word that stands in 30,000 documents would
cost 200 ms. Its blocks, taken whole, cost a few milliseconds. A segment never changes once it is written,
only which of its documents are deleted, so what is read here stays true and is kept.
"""

import sys
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, islice
from typing import Any

from whoosh.codec.base import Segment as StoredSegment
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.numeric import byte_to_length

from community.kernel.index.embedded.mapped import InPlace
from community.kernel.index.embedded.schema import SCHEMA, reference_from
from community.kernel.index.entries import MOST_WEIGHT
from community.kernel.index.port import Reference

MOST_KEPT_POSTINGS = 1_500_000
MOST_EXPANDED = 50
FEW = 30

LENGTHS = [max(1, byte_to_length(byte)) for byte in range(256)]


class Postings:
    """The documents of one term, ascending, and how much the term weighs in each."""

    __slots__ = ("documents", "weights")

    def __init__(self, documents: Sequence[int], weights: bytes):
        self.documents, self.weights = documents, weights

    def __len__(self) -> int:
        return len(self.documents)

    def among(self, documents: Sequence[int]) -> list[int]:
        """Those of `documents` (ascending) that have the term."""
        if len(documents) * FEW > len(self.documents):
            own = set(self.documents)
            return [document for document in documents if document in own]
        return [document for document in documents if self._place(document) is not None]

    def weights_in(self, documents: Sequence[int]) -> Sequence[int]:
        """The weight in each of `documents`, all of which have the term."""
        if len(documents) == len(self.documents):
            return self.weights
        if len(documents) * FEW > len(self.documents):
            return list(
                map(dict(zip(self.documents, self.weights, strict=True)).__getitem__, documents)
            )
        return [self.weights[bisect_left(self.documents, document)] for document in documents]

    def _place(self, document: int) -> int | None:
        place = bisect_left(self.documents, document)
        found = place < len(self.documents) and self.documents[place] == document
        return place if found else None


NOWHERE = Postings(array("I"), b"")


class Segment:
    """`deleted` is given anew with each generation of the index; everything else is read once."""

    def __init__(self, storage: FileStorage, stored: StoredSegment):
        self.id: str = stored.segment_id()
        self.size: int = stored.doc_count_all()
        self._reader = SegmentReader(storage, SCHEMA, InPlace(stored))
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._kept = 0
        self._masks: dict[tuple[str, ...], int] = {}
        self._columns: dict[str, Any] = {}
        self.deleted: frozenset[int] = frozenset()
        self.alive = self._mask_without(())
        self.words: int = self._reader.field_length("text")

    def close(self) -> None:
        self._reader.close()

    def delete(self, documents: Iterable[int]) -> None:
        """From now on these are gone."""
        deleted = frozenset(documents)
        if deleted != self.deleted:
            self.deleted, self.alive = deleted, self._mask_without(deleted)

    def check(self) -> None:
        """Raises something when the files are not what they should be."""
        for name in ("reference", "order"):
            if self.size and self._column(name)[self.size - 1] is None:
                raise ValueError(f"{name} ends early")
        if len(self.moments) != self.size or len(self.lengths) != self.size:
            raise ValueError("a column has another length than the segment")
        next(self._reader._terms.terms(), None)

    def references(self) -> Iterator[Reference]:
        """Of all living documents."""
        for document in range(self.size):
            if document not in self.deleted:
                yield self.reference(document)

    # Terms

    def postings(self, term: str, field: str = "text") -> Postings:
        key = (field, term)
        if key in self._postings:
            self._postings.move_to_end(key)
            return self._postings[key]
        found = self._postings[key] = self._read(field, term.encode())
        self._kept += len(found) + 50
        while self._kept > MOST_KEPT_POSTINGS and len(self._postings) > 1:
            self._kept -= len(self._postings.popitem(last=False)[1]) + 50
        return found

    def beginning_with(self, beginning: str, also: str) -> Postings:
        """The documents of all terms that begin so (at most MOST_EXPANDED) and of one more term."""
        terms = {also, *self._terms_from(beginning)}
        weights: dict[int, int] = {}
        for term in terms:
            found = self.postings(term)
            for document, weight in zip(found.documents, found.weights, strict=True):
                weights[document] = min(MOST_WEIGHT, weights.get(document, 0) + weight)
        documents = sorted(weights)
        return Postings(documents, bytes(map(weights.__getitem__, documents)))

    def document_of(self, key: str) -> int | None:
        """The living document with this key."""
        found = self._read("key", key.encode()).documents
        return next((document for document in found if document not in self.deleted), None)

    def _read(self, field: str, term: bytes) -> Postings:
        try:
            matcher = self._reader._terms.matcher(field, term, SCHEMA[field].format)
        except TermNotFound:
            return NOWHERE
        documents, weights = array("I"), bytearray()
        for ids, own, _ in _blocks(matcher):
            start = len(documents)
            documents.extend(accumulate(ids))
            same = own is None or isinstance(own, float)
            weights.extend([int(own or 1)] * (len(documents) - start) if same else map(int, own))
        return Postings(documents, bytes(weights))

    def _terms_from(self, beginning: str) -> Iterator[str]:
        start = beginning.encode()
        for field, term in islice(self._reader._terms.terms_from("text", start), MOST_EXPANDED):
            if field != "text" or not term.startswith(start):
                return
            yield term.decode()

    # Masks: whole numbers with one byte, 0 or 1, for each document

    def mask(self, facets: tuple[str, ...]) -> int:
        """The documents that have one of these facets."""
        if facets not in self._masks:
            if len(self._masks) > 200:
                self._masks.clear()
            ones = bytearray(self.size)
            for facet in facets:
                for document in self.postings(facet, "facet").documents:
                    ones[document] = 1
            self._masks[facets] = int.from_bytes(ones, "little")
        return self._masks[facets]

    def everything(self) -> int:
        return int.from_bytes(b"\x01" * self.size, "little")

    def within(self, mask: int, documents: Sequence[int]) -> list[int]:
        chosen = mask.to_bytes(self.size, "little")
        return list(compress(documents, map(chosen.__getitem__, documents)))

    def _mask_without(self, documents: Iterable[int]) -> int:
        ones = bytearray(b"\x01" * self.size)
        for document in documents:
            ones[document] = 0
        return int.from_bytes(ones, "little")

    # Columns

    @property
    def lengths(self) -> bytes:
        """A code for the number of words of each document; LENGTHS tells the number."""
        if "lengths" not in self._columns:
            raw = self._raw_column("_text_len") if self.words else b""
            self._columns["lengths"] = raw.ljust(self.size, b"\x00")
        return self._columns["lengths"]

    @property
    def moments(self) -> "array[int]":
        """Seconds since 1970 for each document."""
        if "at" not in self._columns:
            moments = array("q", self._raw_column("at").ljust(self.size * 8, b"\x00"))
            if sys.byteorder == "little":
                moments.byteswap()
            self._columns["at"] = moments
        return self._columns["at"]

    def reference(self, document: int) -> Reference:
        return reference_from(self._column("reference")[document].decode())

    def order(self, document: int) -> bytes:
        return self._column("order")[document]

    def _column(self, name: str) -> Any:
        if name not in self._columns:
            self._columns[name] = self._reader.column_reader(name, translate=False)
        return self._columns[name]

    def _raw_column(self, name: str) -> bytes:
        if not self._reader._perdoc.has_column(name):
            return b""
        file, offset, length = self._reader._perdoc._get_column_file(name)
        try:
            return bytes(file.get(offset, length))
        finally:
            file.close()


def _blocks(matcher: Any) -> Iterator[tuple[Any, Any, Any]]:
    while True:
        matcher._read_data()
        yield matcher._data
        if matcher._lastblock:
            return
        matcher._next_block()
