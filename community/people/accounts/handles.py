"""Handles: their form, which are kept free, and which look too much like another."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from sqlalchemy import select

from community.kernel import text
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid

from .models import Account

FORM = re.compile(r"[a-z0-9](?:[a-z0-9]|[_.-](?=[a-z0-9])){1,28}[a-z0-9]")
WORDS = Path(__file__).with_name("words") / "reserved_handles.txt"
FREE_FORM = re.compile("[^a-z0-9]+")

# Words that pages, addresses and people would take for the house itself.
RESERVED = frozenset(WORDS.read_text(encoding="utf-8").split())


class BadHandle(Invalid):
    sentence = _l("Choose a handle of 3 to 30 letters a-z, digits, dots, dashes or underscores.")


class HandleReserved(Invalid):
    sentence = _l("That handle belongs to the house. Choose another one.")


class HandleTaken(Invalid):
    sentence = _l("Somebody has that handle, or one that looks the same. Choose another one.")


def well_formed(handle: str) -> str:
    """The handle in lower case; raises BadHandle."""
    tidy = handle.strip().removeprefix("@")
    tidy = tidy.lower() if tidy.isascii() else tidy
    if not FORM.fullmatch(tidy):
        raise BadHandle(fields={"handle": BadHandle.sentence})
    return tidy


def open_to_all(handle: str, *, but: Account | None = None) -> str:
    """The handle if anybody may take it: well formed, not reserved, no look-alike of one in use."""
    tidy = well_formed(handle)
    bones = text.skeleton(tidy)
    if tidy in RESERVED or bones in _reserved_skeletons():
        raise HandleReserved(fields={"handle": HandleReserved.sentence})
    taken = select(Account.id).where(Account.skeleton == bones)
    if but:
        taken = taken.where(Account.id != but.id)
    if db.session.execute(taken.limit(1)).first():
        raise HandleTaken(fields={"handle": HandleTaken.sentence})
    return tidy


def free_handle(wanted: str) -> str:
    """A well-formed handle nobody has, as near as possible to the name wanted."""
    folded = unicodedata.normalize("NFKD", wanted.lower()).encode("ascii", "ignore").decode()
    stem = folded if FORM.fullmatch(folded) else FREE_FORM.sub("_", folded).strip("_")
    stem = stem[:24].rstrip("_.-")
    stem = stem if len(stem) >= 3 else f"fan_{stem}".rstrip("_")
    for ending in ("", *range(2, 20), *range(100, 10_000, 37)):
        handle = f"{stem}{ending}"
        bones = text.skeleton(handle)
        taken = select(Account.id).where((Account.skeleton == bones) | (Account.handle == handle)).limit(1)
        if bones not in _reserved_skeletons() and not db.session.execute(taken).first():
            return handle
    raise HandleTaken()


@cache
def _reserved_skeletons() -> frozenset[str]:
    return frozenset(map(text.skeleton, RESERVED))
