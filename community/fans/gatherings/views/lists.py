"""The lists of gatherings."""

import re
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import threads
from community.fans.gatherings import finding, showing, times
from community.kernel import clock, web
from community.kernel.i18n import gettext as _
from community.kernel.refusals import NotFound

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def coming() -> ResponseReturnValue:
    return _page("coming", finding.coming(web.actor(), place=_place()))


def over() -> ResponseReturnValue:
    return _page("over", finding.over(web.actor(), place=_place()))


def own() -> ResponseReturnValue:
    return _page("own", finding.own(web.actor(), place=_place()))


def month(month: str) -> ResponseReturnValue:
    """`2026-11`, as the reader's clock has it."""
    found = MONTH.fullmatch(month)
    if not found:
        raise NotFound()
    zone = times.zone_of(getattr(web.actor(), "timezone", None)) or ZoneInfo("UTC")
    start = datetime(int(found[1]), int(found[2]), 1, tzinfo=zone)
    piece = finding.between(
        web.actor(), start.astimezone(UTC), _next(start).astimezone(UTC), place=_place()
    )
    return _page(
        "month", piece, title=times.month(start), earlier=_path(_before(start)), later=_path(_next(start))
    )  # fmt: skip


def _page(name: str, piece: finding.Piece, **about: Any) -> ResponseReturnValue:
    reader = web.actor()
    now = times.local(clock.now(), getattr(reader, "timezone", None) or "UTC")
    around = {"title": _titles()[name], "this_month": _path(now)} | about
    return web.page(
        "fans/gatherings/list.html",
        name=name,
        months=_by_month([showing.line(row, reader) for row in piece.rows]),
        newer=f"{request.path}?before={piece.before}" if piece.before else "",
        older=f"{request.path}?after={piece.after}" if piece.after else "",
        **around,
    )


def _by_month(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    grouped = groupby(lines, key=lambda line: line["heading"])
    return [{"name": name, "lines": list(those)} for name, those in grouped]


def _titles() -> dict[str, str]:
    return {
        "coming": _("Gatherings"),
        "over": _("Past gatherings"),
        "own": _("Your gatherings"),
        "month": "",
    }


def _place() -> threads.Place:
    return threads.Place(request.args.get("after", ""), request.args.get("before", ""))


def _next(start: datetime) -> datetime:
    year, number = (start.year, start.month + 1) if start.month < 12 else (start.year + 1, 1)
    return start.replace(year=year, month=number)


def _before(start: datetime) -> datetime:
    year, number = (start.year, start.month - 1) if start.month > 1 else (start.year - 1, 12)
    return start.replace(year=year, month=number)


def _path(moment: datetime) -> str:
    return f"/gatherings/month/{moment:%Y-%m}"
