"""Handles: their form, which are kept free, and which look too much like another."""

import re
import unicodedata
from collections.abc import Sequence
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
    return free_handles([wanted])[0]


def free_handles(wanted: Sequence[str]) -> list[str]:
    """One for each name wanted, no two alike; a few statements for all."""
    found: dict[int, str] = {}
    claimed: set[str] = set()
    stems = [_stem(name) for name in wanted]
    for ending in ("", *range(2, 20), *range(100, 10_000, 37)):
        tried = {place: f"{stem}{ending}" for place, stem in enumerate(stems) if place not in found}
        claimed |= _taken(set(tried.values()))
        for place, handle in tried.items():
            bones = text.skeleton(handle)
            if bones not in claimed:
                claimed.add(bones)
                found[place] = handle
        if len(found) == len(stems):
            return [found[place] for place in range(len(stems))]
    raise HandleTaken()


def taken_among(handles: Sequence[str]) -> list[bool]:
    """Of each handle whether somebody has it or one like it, it is kept free, or stands here before."""
    claimed, found = _taken(set(handles)), []
    for handle in handles:
        bones = text.skeleton(handle)
        found.append(bones in claimed or not FORM.fullmatch(handle))
        claimed.add(bones)
    return found


def _stem(wanted: str) -> str:
    folded = unicodedata.normalize("NFKD", wanted.lower()).encode("ascii", "ignore").decode()
    stem = FREE_FORM.sub("_", folded).strip("_")[:24].strip("_")
    return stem if len(stem) >= 3 else f"fan_{stem}".rstrip("_")


def _taken(handles: set[str]) -> set[str]:
    """The skeletons of these that are in use or kept free."""
    bones = {text.skeleton(handle) for handle in handles}
    used = select(Account.skeleton).where(Account.skeleton.in_(bones) | Account.handle.in_(handles))
    return set(db.session.scalars(used)) | (bones & _reserved_skeletons())


@cache
def _reserved_skeletons() -> frozenset[str]:
    return frozenset(map(text.skeleton, RESERVED))
