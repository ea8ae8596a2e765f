"""iCalendar (RFC 5545): lines that end in CRLF, folded at 75 octets, times in UTC."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

OCTETS = 75
UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")
NO_ADDRESS = re.compile(r"[^\x21-\x7e]")


@dataclass(frozen=True)
class CalendarEvent:
    """`url` and `uid` are ASCII; `status` is CONFIRMED, TENTATIVE or CANCELLED."""

    uid: str
    starts: datetime
    ends: datetime
    changed: datetime
    sequence: int
    title: str
    text: str
    place: str
    url: str
    status: str = "CONFIRMED"


def calendar(name: str, events: Iterable[CalendarEvent]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Konektor//Gatherings//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A value of type TEXT."""
    plain = UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """At most 75 octets a line; a letter of several octets stays whole."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _event(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{moment(event.changed)}"
    yield f"LAST-MODIFIED:{moment(event.changed)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART:{moment(event.starts)}"
    yield f"DTEND:{moment(event.ends)}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{escaped(event.text)}"
    if event.place:
        yield f"LOCATION:{escaped(event.place)}"
    yield f"URL:{NO_ADDRESS.sub('', event.url)}"
    yield f"STATUS:{event.status}"
    yield "END:VEVENT"
