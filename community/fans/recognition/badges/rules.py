"""Every badge: its name, its criterion in words, and the question that finds who meets it.

To add one, write a line here; a badge without `due` is given by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Select

from community.fans.recognition.refusals import NoSuchBadge
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.i18n import number

from . import due


@dataclass(frozen=True)
class Badge:
    """`due` gives the account ids that meet the criterion."""

    slug: str
    name: Any
    criterion: Any
    icon: str
    hue: int
    due: Callable[[], Select[Any]] | None = None
    needed: int = 0

    @property
    def words(self) -> str:
        return (
            str(self.criterion) % {"num": number(self.needed)}
            if self.needed
            else str(self.criterion)
        )

    @property
    def path(self) -> str:
        return f"/badges/{self.slug}"


def _counted(
    slug: str, name: Any, criterion: Any, icon: str, hue: int, find: Any, needed: int
) -> Badge:
    return Badge(slug, name, criterion, icon, hue, partial(find, needed), needed)


BADGES = {
    each.slug: each
    for each in (
        Badge("first-words", _l("First words"), _l("Wrote a first post."), "message", 200, due.wrote),
        Badge(
            "introduced",
            _l("Introduced"),
            _l("Told a little about themselves and chose a picture."),
            "smile",
            40,
            due.introduced,
        ),
        _counted(
            "conversation",
            _l("Conversation starter"),
            _l("Started a thread in which %(num)s other people replied."),
            "messages",
            260,
            due.started_talk,
            5,
        ),
        _counted("thanked", _l("Thanked"), _l("Received %(num)s reactions."), "heart", 10, due.received, 10),
        _counted(
            "well-said",
            _l("Well said"),
            _l("Wrote a post that received %(num)s reactions."),
            "star",
            75,
            due.wrote_well,
            5,
        ),
        _counted(
            "generous",
            _l("Generous"),
            _l("Gave %(num)s reactions to what others wrote."),
            "heart-handshake",
            340,
            due.gave,
            25,
        ),
        _counted("helpful", _l("Helpful"), _l("Wrote an answer that was accepted."), "solved", 150, due.solved, 1),
        _counted("expert", _l("Expert"), _l("Wrote %(num)s answers that were accepted."), "award", 165, due.solved, 10),
        _counted("reader", _l("Reader"), _l("Read %(num)s posts."), "book", 230, due.read, 250),
        _counted("regular-guest", _l("Regular guest"), _l("Was here on %(num)s days."), "coffee", 55, due.visited, 30),
        _counted(
            "one-year",
            _l("A year together"),
            _l("Has been here for %(num)s days and wrote in the last three months."),
            "calendar",
            300,
            due.stayed,
            365,
        ),
        Badge("tester", _l("Tester"), _l("Tried something before everybody else. The team gives it."), "wrench", 110),
        Badge("host", _l("Host"), _l("Brought people together at a real place. The team gives it."), "map-pin", 25),
        Badge(
            "friend",
            _l("Friend of the house"),
            _l("Did something for all of us. The team gives it."),
            "heart-handshake",
            0,
        ),
    )
}  # fmt: skip


def one(slug: str) -> Badge:
    if slug not in BADGES:
        raise NoSuchBadge()
    return BADGES[slug]
