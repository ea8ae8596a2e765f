"""Tags: small words that threads share across boards."""

import time
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, select

from community.kernel import settings, text
from community.kernel.db import db, insert_or_ignore
from community.kernel.site import kept_with_site

from .models import Tag, Thread, ThreadTag
from .refusals import TooManyTags

LONGEST_TAG = 40
RAIL, KEPT_FOR = 8, 300.0


def named(words: str) -> list[str]:
    """`Wax, off piste` -> ["wax", "off-piste"]: what somebody typed into one field."""
    return list(
        dict.fromkeys(filter(None, (tidy(word) for word in words.replace("#", " ").split(","))))
    )


def tidy(word: str) -> str:
    line = text.clean_line(word, LONGEST_TAG, empty=True)
    slug = text.slugify(line) if line else ""
    return "" if slug == "-" else slug


def attach(thread_id: int, names: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(filter(None, map(tidy, names))))
    if len(wanted) > (most := settings.read("forum.tags")):
        raise TooManyTags(most=most, fields={"tags": TooManyTags.sentence})
    for name in sorted(wanted):
        insert_or_ignore(Tag, slug=name, threads_count=0)
    for tag_id in db.session.scalars(select(Tag.id).where(Tag.slug.in_(wanted))):
        insert_or_ignore(ThreadTag, thread_id=thread_id, tag_id=tag_id)


def add(word: str) -> bool:
    """A tag that no thread need carry; False when there is one already, or the word makes none."""
    slug = tidy(word)
    return bool(slug) and insert_or_ignore(Tag, slug=slug, threads_count=0)


def replace(thread_id: int, names: Iterable[str]) -> None:
    db.session.execute(delete(ThreadTag).where(ThreadTag.thread_id == thread_id))
    attach(thread_id, names)


def of(thread_id: int) -> list[str]:
    carried = (
        select(Tag.slug)
        .join(ThreadTag, ThreadTag.tag_id == Tag.id)
        .where(ThreadTag.thread_id == thread_id)
    )
    return list(db.session.scalars(carried.order_by(Tag.slug)))


def of_many(thread_ids: list[int]) -> dict[int, list[str]]:
    carried = select(ThreadTag.thread_id, Tag.slug).join(Tag, Tag.id == ThreadTag.tag_id)
    found: dict[int, list[str]] = {}
    for row in db.session.execute(
        carried.where(ThreadTag.thread_id.in_(thread_ids)).order_by(Tag.slug)
    ):
        found.setdefault(row.thread_id, []).append(row.slug)
    return found


def names_of(thread_id: Any) -> Any:
    """The names of a thread's tags in one text, as a part of other statements."""
    carried = select(func.aggregate_strings(Tag.slug, " ")).join(
        ThreadTag, ThreadTag.tag_id == Tag.id
    )
    return carried.where(ThreadTag.thread_id == thread_id).correlate(Thread).scalar_subquery()


def find(slug: str) -> Tag | None:
    return db.session.scalars(select(Tag).where(Tag.slug == slug)).first()


def popular(limit: int = 100) -> list[Tag]:
    """The tags with most threads in sight, most first."""
    most = (
        select(Tag)
        .where(Tag.threads_count > 0)
        .order_by(Tag.threads_count.desc(), Tag.slug)
        .limit(limit)
    )
    return list(db.session.scalars(most))


def named_like(beginning: str, limit: int) -> list[str]:
    """For completing a tag: those in use, most first."""
    if not beginning:
        return []
    begins = Tag.slug.startswith(beginning, autoescape=True)
    used = select(Tag.slug).where(begins, Tag.threads_count > 0)
    return list(db.session.scalars(used.order_by(Tag.threads_count.desc(), Tag.slug).limit(limit)))


def in_the_rail() -> tuple[str, ...]:
    """The few most used tags, looked up now and then."""
    shelf = _shelf()
    if shelf.get("until", 0.0) < time.monotonic():
        shelf.update(
            slugs=tuple(tag.slug for tag in popular(RAIL)), until=time.monotonic() + KEPT_FOR
        )
    return shelf["slugs"]


@kept_with_site
def _shelf() -> dict[str, Any]:
    return {}
