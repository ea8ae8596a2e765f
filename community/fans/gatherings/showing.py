"""A gathering under its opening post, with one statement; and as a line of a list."""

from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from community.fans.forum import boards, threads
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import may
from community.kernel.web import external

from . import attending, times
from .models import Gathering, GatheringCancellation, Rsvp


def load(thread: Any, reader: Any, opening: Any) -> dict[str, Any] | None:
    mine = (Rsvp.thread_id == Gathering.thread_id) & (Rsvp.account_id == (reader.id or 0))
    query = (
        select(Gathering, GatheringCancellation.at.label("off_at"), GatheringCancellation.reason.label("off_why"),
               Rsvp.answer, Rsvp.came_at, _before_mine().label("before_me"))
        .outerjoin(GatheringCancellation, GatheringCancellation.thread_id == Gathering.thread_id)
        .outerjoin(Rsvp, mine)
        .where(Gathering.thread_id == thread.id)
    )  # fmt: skip
    row = db.session.execute(query).first()
    return _said(row, thread, reader) if row else None


def phase(gathering: Any) -> str:
    now = clock.now()
    return "ahead" if now < gathering.starts_at else "on" if now < gathering.ends_at else "over"


def may_follow_link(row: Any, answer: str | None, keeps: bool) -> bool:
    """Who sees a link that is for those who come only."""
    return bool(row.address) and (not row.address_hidden or answer == "yes" or keeps)


def line(row: Any, reader: Any) -> dict[str, Any]:
    """Plain values for a list."""
    there = times.local(row.starts_at, row.zone)
    board = boards.one(row.board_id)
    return {
        "url": threads.address(row),
        "title": row.title,
        "excerpt": row.excerpt,
        "day": times.digits(str(there.day)),
        "month": times.short_month(there),
        "heading": times.month(there),
        "starts": row.starts_at.isoformat(timespec="seconds"),
        "when": times.brief(row.starts_at, row.ends_at, row.zone),
        "soon": times.soon(row.starts_at, row.zone),
        "zone": times.zone_name(row.zone),
        "where": row.place,
        "online": row.online,
        "coming": row.coming_count,
        "came": row.came_count,
        "full": row.capacity is not None and row.coming_count >= row.capacity,
        "off": row.cancelled_at is not None,
        "on": phase(row) == "on",
        "over": phase(row) == "over",
        "board": {"url": board.path, "name": board.name, "hue": board.tint},
    }


def _said(row: Any, thread: Any, reader: Any) -> dict[str, Any]:
    it, answer = row.Gathering, row.answer
    keeps = may(reader, "gatherings.keep", thread)
    sees_link = may_follow_link(it, answer, keeps)
    left = None if it.capacity is None else max(0, it.capacity - it.coming_count)
    own_zone = getattr(reader, "timezone", None)
    return {
        "starts": it.starts_at,
        "ends": it.ends_at,
        "zone": it.zone,
        "zone_name": times.zone_name(it.zone),
        "when": times.span(it.starts_at, it.ends_at, it.zone),
        "own": times.own_span(it.starts_at, it.ends_at, it.zone, own_zone),
        "own_known": bool(own_zone),
        "online": it.online,
        "place": it.place,
        "address": it.address if sees_link else "",
        "link_withheld": bool(it.address) and not sees_link,
        "capacity": it.capacity,
        "left": left,
        "full": left == 0 or (left is not None and it.waiting_count > 0),
        "coming": it.coming_count,
        "maybe": it.maybe_count,
        "waiting": it.waiting_count,
        "came": it.came_count,
        "answer": answer,
        "came_in": row.came_at is not None,
        "rank": row.before_me + 1 if answer == "waiting" else 0,
        "off": row.off_at is not None,
        "why": row.off_why or "",
        "phase": phase(it),
        "check_in": attending.is_open(it) and row.off_at is None,
        "keeps": keeps,
        "board_private": not boards.public(thread.board_id),
    }


def _before_mine() -> Any:
    """How many wait in front of the reader."""
    other = aliased(Rsvp)
    earlier = or_(other.at < Rsvp.at, and_(other.at == Rsvp.at, other.account_id < Rsvp.account_id))
    return (
        select(func.count())
        .where(other.thread_id == Gathering.thread_id, other.answer == "waiting", earlier)
        .correlate(Gathering, Rsvp)
        .scalar_subquery()
    )


def linked(thread: Any, shown: dict[str, Any]) -> dict[str, Any]:
    """schema.org/Event, with what this page shows and no more."""
    address = external(threads.address(thread))
    event = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": thread.title,
        "description": thread.excerpt,
        "url": address,
        "startDate": times.local(shown["starts"], shown["zone"]).isoformat(),
        "endDate": times.local(shown["ends"], shown["zone"]).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if shown['off'] else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{'Online' if shown['online'] else 'Offline'}EventAttendanceMode",
        "organizer": {"@type": "Person", "name": str(shown.get("author_name") or "")},
        "location": _location(shown, address),
    }  # fmt: skip
    if shown["capacity"] is not None:
        event["maximumAttendeeCapacity"] = shown["capacity"]
    return event


def _location(shown: dict[str, Any], address: str) -> dict[str, Any]:
    if shown["online"]:
        return {"@type": "VirtualLocation", "url": shown["address"] or address}
    place = {"@type": "Place", "name": shown["place"], "address": shown["place"]}
    return place | ({"hasMap": shown["address"]} if shown["address"] else {})
