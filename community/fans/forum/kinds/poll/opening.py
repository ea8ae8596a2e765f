"""A poll as its author fills it in."""

from datetime import UTC, datetime, timedelta
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from community.fans.forum.models import Thread
from community.fans.forum.refusals import PollOptionsWanted, PollOptionTooLong, PollTimeWanted
from community.kernel import clock, text
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l

from .models import Poll, PollOption

MODES = [
    ("single", _l("One choice")),
    ("multiple", _l("Several choices")),
    ("ranked", _l("In order, the best first")),
]
RESULTS = [
    ("voted", _l("Once somebody has voted")),
    ("always", _l("Always")),
    ("closed", _l("When the poll has ended")),
]
MOST_OPTIONS, LONGEST_OPTION, LONGEST_RUN = 20, 120, timedelta(days=366)
BEFORE = datetime(1970, 1, 1, tzinfo=UTC)


def choices(of: list[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(name, label) for name, label in of]


FIELDS = {
    "poll_options": TextAreaField(
        _l("What to choose from"), description=_l("One choice on each line, from two to twenty.")
    ),
    "poll_mode": RadioField(
        _l("How people vote"), choices=choices(MODES), default="single", validate_choice=False
    ),
    "poll_results": SelectField(
        _l("Results are shown"), choices=choices(RESULTS), default="voted", validate_choice=False
    ),
    "poll_open": BooleanField(
        _l("Everybody may see who chose what"), false_values=(False, "false", "False", "")
    ),
    "poll_closes": StringField(
        _l("Ends on"),
        description=_l("At the end of this day, in UTC. Empty means never by itself."),
    ),
}


def begin(thread: Thread, filled: dict[str, str], by: Any) -> None:
    options = wanted_options(filled.get("poll_options", ""))
    poll = Poll(
        thread_id=thread.id,
        mode=_one_of(MODES, filled.get("poll_mode")),
        results=_one_of(RESULTS, filled.get("poll_results")),
        secret=filled.get("poll_open") not in ("y", "True"),
        closes_at=_end(filled.get("poll_closes", "")),
    )
    db.session.add(poll)
    db.session.flush()
    db.session.add_all(
        PollOption(thread_id=thread.id, position=place, text=option)
        for place, option in enumerate(options, 1)
    )
    db.session.flush()


def wanted_options(written: str) -> list[str]:
    """The lines that say something, each once."""
    block = text.clean_block(written, MOST_OPTIONS * (LONGEST_OPTION + 1), empty=True)
    lines = [text.clean_line(line[:1000], 1000, empty=True) for line in block.split("\n")]
    if max(map(len, lines)) > LONGEST_OPTION:
        raise PollOptionTooLong(
            most=LONGEST_OPTION,
            fields={"poll_options": PollOptionTooLong.sentence % {"most": LONGEST_OPTION}},
        )
    options = list(dict.fromkeys(filter(None, lines)))
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise PollOptionsWanted(fields={"poll_options": PollOptionsWanted.sentence})
    return options


def _end(written: str) -> datetime | None:
    if not written.strip():
        return None
    try:
        day = datetime.strptime(written.strip()[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        day = BEFORE
    end = min(day, clock.now() + 2 * LONGEST_RUN) + timedelta(days=1)
    if not clock.now() < end < clock.now() + LONGEST_RUN:
        raise PollTimeWanted(fields={"poll_closes": PollTimeWanted.sentence})
    return end


def _one_of(offered: list[tuple[str, Any]], wanted: str | None) -> str:
    known = [name for name, _ in offered]
    return wanted if wanted in known else known[0]
