"""What every contribution passes before it is kept: rights, pace, the limits of new accounts, screening."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from community.commons import media, previews
from community.kernel import clock, settings, text
from community.kernel.db import db
from community.kernel.room import house
from community.kernel.slots import Screening

from . import people
from .models import Post, Thread
from .refusals import (
    EnoughForToday,
    NotPublished,
    TooFast,
    TooManyFiles,
    TooManyImages,
    TooManyLinks,
    TooManyMentions,
    WritingSuspended,
)

EXCERPT = 160
MEDIA = "/media/"
VERDICTS = ("publish", "hold", "refuse")


@dataclass(frozen=True)
class Written:
    source: str
    format: str
    html: str
    text: str
    held: bool
    shows: tuple[str, ...] = ()  # our own media

    @property
    def excerpt(self) -> str:
        return text.excerpt(self.text, EXCERPT)


def written(
    source: str,
    *,
    kind: str,
    by: Any,
    past: bool = False,
    format: str = "markdown",
    title: str = "",
) -> Written:
    """Render and judge a text. `past` texts come from an import or the demo: they are only rendered."""
    if by.suspended:
        raise WritingSuspended()
    if format == "markdown":
        source = text.clean_block(source, text.LONGEST_TEXT)
    rendered = render(source, format)
    if past:
        return Written(source, format, rendered.html, rendered.text, False, shown_by(rendered))
    keep_to_level(rendered, by)
    verdict = judge(kind, "\n\n".join(filter(None, [title, rendered.text])), by)
    if verdict == "refuse":
        raise NotPublished()
    return Written(
        source,
        format,
        dressed(rendered.html),
        rendered.text,
        verdict == "hold",
        shown_by(rendered),
    )


def render(source: str, format: str = "markdown") -> text.Rendered:
    if format == "html":
        return text.from_html(source)
    block = text.clean_block(source, text.LONGEST_TEXT)
    return text.render(
        block, mentions=people.addresses, site=current_app.extensions["config"].base_url
    )


def dressed(html: str) -> str:
    """With uploads in their sizes, and cards for the pages it links to."""
    return previews.dressed(media.dressed(html))


def shown_by(rendered: text.Rendered) -> tuple[str, ...]:
    """The uploads it shows or offers: pictures, players, files."""
    files = tuple(each for each in rendered.links if each.startswith(MEDIA))
    return rendered.images + files


def keep_to_level(rendered: text.Rendered, by: Any) -> None:
    if by.staff:
        return
    if len(shown_by(rendered)) - len(rendered.images) > (most := settings.read("forum.files")):
        raise TooManyFiles(most=most)
    most = settings.read("forum.mentions" if by.level else "forum.mentions_new")
    if len(rendered.mentions) > most:
        raise TooManyMentions(most=most)
    most = settings.read("forum.images" if by.level else "forum.images_new")
    if len(rendered.images) > most:
        raise TooManyImages(most=most)
    if by.level:
        return
    if len(rendered.links) > (most := settings.read("forum.links_new")):
        raise TooManyLinks(most=most)


def judge(kind: str, words: str, by: Any) -> str:
    """The strictest verdict of all screenings."""
    verdicts = [screening.judge(kind, words, by) for screening in house().slots.of(Screening)]
    return max(verdicts, key=VERDICTS.index, default="publish")


def keep_pace(by: Any, kind: str) -> None:
    """Refuse the second post or thread of one author within seconds, and the flood of a new account."""
    if by.staff or current_app.extensions["config"].limits == "off":
        return
    table = Thread if kind == "thread" else Post
    name = "forum.thread_pause" if kind == "thread" else "forum.pause"
    _pause(table, by, settings.read(name if by.level else f"{name}_new"))
    if not by.level:
        _enough(
            table,
            by,
            settings.read("forum.day_threads_new" if kind == "thread" else "forum.day_replies_new"),
        )


def _pause(table: type[Thread] | type[Post], by: Any, seconds: int) -> None:
    newest = (
        select(table.created_at).where(table.author_id == by.id).order_by(table.id.desc()).limit(1)
    )
    last: datetime | None = db.session.scalar(newest)
    waited = clock.now() - last if last else timedelta.max
    if waited < timedelta(seconds=seconds):
        wait = seconds - max(0, int(waited.total_seconds()))
        raise TooFast(retry_after=wait, seconds=wait)


def _enough(table: type[Thread] | type[Post], by: Any, most: int) -> None:
    since = clock.now() - timedelta(days=1)
    recent = select(table.id).where(table.author_id == by.id, table.created_at > since)
    if table is Post:
        recent = recent.where(Post.position > 1)
    counted = select(func.count()).select_from(recent.limit(most).subquery())
    if (db.session.scalar(counted) or 0) >= most:
        raise EnoughForToday(retry_after=24 * 60 * 60)
