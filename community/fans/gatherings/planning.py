"""A gathering as its organiser fills it in."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask_babel import get_timezone
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from community.kernel import clock, text
from community.kernel.i18n import lazy_gettext as _l

from .refusals import (
    CapacityWanted,
    EndAfterStart,
    PlaceWanted,
    StartAhead,
    TimeWanted,
    WebAddressWanted,
    ZoneWanted,
)
from .times import OFFERED, zone_name, zone_of

LONGEST_DAYS, FARTHEST, MOST_PLACES = 14, timedelta(days=731), 100_000
LONGEST_PLACE, LONGEST_ADDRESS = 200, 500
WRITTEN = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d)?", re.ASCII)
WEB = re.compile(r"https?://[^\s<>\"\\/@]+(?:/[^\s<>\"\\]*)?", re.ASCII | re.IGNORECASE)
NUMBER = re.compile(r"\d{1,6}", re.ASCII)


def own_zone() -> str:
    """What the form begins with: the zone of who fills it in, where their account names one."""
    return getattr(get_timezone(), "key", None) or "UTC"


class ZoneField(SelectField):
    """Well-known zones, and whichever is chosen now."""

    def process(self, *arguments: Any, **more: Any) -> None:
        super().process(*arguments, **more)
        known = self.data if zone_of(self.data) else None
        wanted = dict.fromkeys(filter(None, [*OFFERED, known]))
        self.choices = [SelectChoice(zone, zone_name(zone)) for zone in wanted]


FIELDS = {
    "event_starts": StringField(_l("Starts")),
    "event_ends": StringField(_l("Ends")),
    "event_zone": ZoneField(
        _l("Time zone"),
        default=own_zone,
        validate_choice=False,
        description=_l("Everybody reads the time in this zone and in their own."),
    ),
    "event_way": RadioField(
        _l("Where"),
        choices=[
            SelectChoice("place", _l("At a place")),
            SelectChoice("online", _l("Online")),
        ],
        default="place",
        validate_choice=False,
    ),
    "event_place": StringField(
        _l("Place"), description=_l("What people look for: a café, a gate, a car park. In a call, its name.")
    ),
    "event_address": StringField(
        _l("Link to the address"),
        description=_l("A page or a map that shows the way; online, the address of the call."),
    ),
    "event_hidden": BooleanField(
        _l("Show this link only to those who come"), false_values=(False, "false", "False", "")
    ),
    "event_capacity": StringField(
        _l("Places"),
        description=_l("When they are taken, people wait in line. Empty means there is room for all."),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    starts_at: datetime
    ends_at: datetime
    zone: str
    online: bool
    place: str
    address: str
    address_hidden: bool
    capacity: int | None


def planned(filled: dict[str, str], *, known_start: datetime | None = None) -> Plan:
    """What was filled in, or a refusal beside its field. `known_start` may lie behind: it has begun."""
    zone = filled.get("event_zone", "")
    if zone_of(zone) is None:
        raise ZoneWanted(fields={"event_zone": ZoneWanted.sentence})
    starts = _moment(filled.get("event_starts", ""), zone, "event_starts")
    ends = _moment(filled.get("event_ends", ""), zone, "event_ends")
    _refuse_odd(starts, ends, known_start)
    online = filled.get("event_way") == "online"
    address = _address(filled.get("event_address", ""), wanted=online)
    return Plan(
        starts, ends, zone, online, _place(filled.get("event_place", ""), wanted=not online), address,
        bool(address) and filled.get("event_hidden") in ("y", "True"), _capacity(filled.get("event_capacity", "")),
    )  # fmt: skip


def as_filled(gathering: Any) -> dict[str, Any]:
    """The other way: what the form shows of a gathering."""
    zone = zone_of(gathering.zone)
    return {
        "event_starts": gathering.starts_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M"),
        "event_ends": gathering.ends_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M"),
        "event_zone": gathering.zone,
        "event_way": "online" if gathering.online else "place",
        "event_place": gathering.place,
        "event_address": gathering.address,
        "event_hidden": gathering.address_hidden,
        "event_capacity": str(gathering.capacity or ""),
    }


def _moment(written: str, zone: str, field: str) -> datetime:
    """An hour that a clock put forward leaves out becomes the one after it."""
    found = WRITTEN.fullmatch(written.strip()[:20])
    try:
        if found:
            there = datetime(*map(int, found.groups()), tzinfo=zone_of(zone))  # type: ignore[arg-type, misc]
            return there.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise TimeWanted(fields={field: TimeWanted.sentence})


def _refuse_odd(starts: datetime, ends: datetime, known_start: datetime | None) -> None:
    now = clock.now()
    if starts != known_start and not now < starts < now + FARTHEST:
        raise StartAhead(fields={"event_starts": StartAhead.sentence})
    if not starts < ends <= starts + timedelta(days=LONGEST_DAYS) or ends <= now:
        said = EndAfterStart.sentence % {"days": LONGEST_DAYS}
        raise EndAfterStart(days=LONGEST_DAYS, fields={"event_ends": said})


def _place(written: str, *, wanted: bool) -> str:
    line = text.clean_line(written[: 2 * LONGEST_PLACE], 2 * LONGEST_PLACE, empty=True)
    if (wanted and not line) or len(line) > LONGEST_PLACE:
        raise PlaceWanted(fields={"event_place": PlaceWanted.sentence})
    return line


def _address(written: str, *, wanted: bool) -> str:
    line = written.strip()
    if not line and not wanted:
        return ""
    if len(line) > LONGEST_ADDRESS or not WEB.fullmatch(line):
        raise WebAddressWanted(fields={"event_address": WebAddressWanted.sentence})
    return line


def _capacity(written: str) -> int | None:
    line = written.strip()
    if not line:
        return None
    if not NUMBER.fullmatch(line) or not 1 <= int(line) <= MOST_PLACES:
        raise CapacityWanted(fields={"event_capacity": CapacityWanted.sentence})
    return int(line)
