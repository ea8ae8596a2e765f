"""What a place for files can do, and what goes wrong there."""

import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import IO, Protocol

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

KEY = re.compile(r"[a-z0-9][a-z0-9_\-]*(?:[./][a-z0-9_\-]+)*\Z")
LONGEST_KEY = 200


class BadKey(ValueError):
    """A key is made by us: lower-case letters, digits, `-`, `_`, single dots and slashes."""


class NotStored(Refusal, KeyError):
    status = 404
    sentence = _l("This file is no longer here.")


class StorageFailed(Refusal, OSError):
    status = 503
    sentence = _l("Files cannot be reached right now. Try again in a minute.")


class StorageFull(StorageFailed):
    status = 507
    sentence = _l("There is no room left for files. Tell the people who run this community.")


class Storage(Protocol):
    def put(
        self, key: str, content: bytes | IO[bytes], content_type: str = "application/octet-stream"
    ) -> None:
        """Keep it whole or not at all; the same key again replaces it."""

    def get(self, key: str, start: int = 0) -> IO[bytes]:
        """A stream from this byte on, to read and close; raises NotStored."""

    def exists(self, key: str) -> bool: ...

    def size(self, key: str) -> int:
        """Bytes; raises NotStored."""

    def delete(self, key: str) -> None:
        """Nothing happens when it is not there."""

    def list(self, prefix: str = "") -> Iterator[str]:
        """Keys that begin so, sorted."""

    def url(self, key: str, seconds: int = 300) -> str | None:
        """An address that a browser may read from for a while, or None when we serve the file ourselves."""

    def forget_unfinished(self, before: datetime) -> int:
        """Clear away what a crash has left half-written since then; how many files that were."""


def new_key(folder: str, extension: str) -> str:
    """`new_key("media", "webp")` -> `media/3f/9ac….webp`: unguessable, and nothing of a name that people chose."""
    name = secrets.token_hex(16)
    return checked(f"{folder}/{name[:2]}/{name[2:]}.{extension}")


def checked(key: str) -> str:
    if len(key) > LONGEST_KEY or not KEY.match(key):
        raise BadKey(key[:80])
    return key


def as_stream(content: bytes | IO[bytes]) -> IO[bytes]:
    return BytesIO(content) if isinstance(content, bytes) else content
