"""The fields of the Whoosh index. Texts are analysed before they come here, so no field has an analyser."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence

from community.kernel.index.entries import Entry
from community.kernel.index.port import Reference

# A change of fields, terms or stemmers needs a new number: the index is then rebuilt by itself.
NUMBER = 1

HASH = 4
NOT_INDEXED = bytes(HASH)


class Terms(FieldType):
    """Takes {term: weight}; the weight alone is kept with a posting, which makes blocks small and quick."""

    def __init__(self, scorable: bool) -> None:
        super().__init__(Existence(), None, scorable=scorable)

    def index(self, value: dict[str, int], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, weight in value.items():
            yield term.encode(), weight, float(weight), b""


class Codec(W3Codec):
    """Long blocks, for we read whole lists, and no lengths per block, for we skip none."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=1024, compression=1)


SCHEMA = Schema(
    key=Terms(scorable=False),
    text=Terms(scorable=True),
    facet=Terms(scorable=False),
    reference=COLUMN(VarBytesColumn()),
    at=COLUMN(NumericColumn("q")),
    order=COLUMN(VarBytesColumn()),
)


def fields_of(entry: Entry) -> dict[str, Any]:
    key = key_of((entry.document.kind, entry.document.id))
    return {
        "key": {key: 1},
        "text": entry.weights,
        "facet": dict.fromkeys(entry.facets, 1),
        "reference": key.encode(),
        "at": int(entry.document.at.timestamp()),
        "order": b"".join(map(hash_of, entry.order)),
    }


def key_of(reference: Reference) -> str:
    return f"{reference[0]}:{reference[1]}"


def reference_from(key: str) -> Reference:
    kind, _, number = key.rpartition(":")
    return kind, int(number)


def hash_of(term: str | None) -> bytes:
    return crc32(term.encode()).to_bytes(HASH, "big") if term else NOT_INDEXED


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
