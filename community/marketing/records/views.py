"""The list of members and the record of one."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import request
from flask.typing import ResponseReturnValue

from community.commons import links
from community.fans.forum import boards
from community.kernel.i18n import LANGUAGES
from community.kernel.web import actor, page
from community.marketing.records import audiences, reading
from community.marketing.records.audiences import ACTIVITIES, Audience
from community.people import consent

PAGE = 50


def index() -> ResponseReturnValue:
    audience = Audience.read(request.args)
    found = audiences.matching(audience, by=actor(), before_id=_before(), limit=PAGE + 1)
    return page(
        "marketing/records/index.html",
        audience=audience, members=reading.rows(found[:PAGE]), count=audiences.count(audience, by=actor()),
        everybody=audiences.count(Audience(), by=actor()), activities=ACTIVITIES, networks=links.ARRIVALS,
        boards=boards.all_visible(actor()), languages=LANGUAGES, purposes=consent.PURPOSES,
        without=_without(audience), older=_older(audience, found),
    )  # fmt: skip


def show(member_id: int) -> ResponseReturnValue:
    return page(
        "marketing/records/member.html",
        **reading.record(member_id, by=actor(), before_id=_before()),
    )


def _without(audience: Audience) -> dict[str, str]:
    """For each answer, the address of the list without it."""
    return {name: _address(replace(audience, **{name: ""})) for name in audience.asked()}


def _older(audience: Audience, found: list) -> str:
    if len(found) <= PAGE:
        return ""
    return f"{_address(audience)}{'&' if audience.asked() else '?'}before={found[PAGE - 1].id}"


def _address(audience: Audience) -> str:
    asked = audience.asked()
    return "/marketing/members" + (f"?{urlencode(asked)}" if asked else "")


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isdecimal() and len(text) < 16 else None
