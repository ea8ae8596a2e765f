"""Files that people bring: kept in a folder of the data folder, or in an object store of the S3 kind."""

from pathlib import Path

from community.kernel.storage.local import LocalStorage
from community.kernel.storage.port import (
    BadKey,
    NotStored,
    Storage,
    StorageFailed,
    StorageFull,
    new_key,
)
from community.kernel.storage.s3 import S3Storage

__all__ = [
    "BadKey",
    "LocalStorage",
    "NotStored",
    "S3Storage",
    "Storage",
    "StorageFailed",
    "StorageFull",
    "new_key",
    "open_storage",
]


def open_storage(place: str | Path) -> Storage:
    """`s3://key:secret@host/bucket` or a folder."""
    address = str(place)
    return S3Storage(address) if address.startswith("s3://") else LocalStorage(Path(place))
