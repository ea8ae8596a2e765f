"""The directory of people, and people like oneself."""

from typing import Any
from urllib.parse import urlencode

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from community.fans.forum import boards
from community.fans.profiles import choices, likeness
from community.fans.profiles.directory import ORDERS, Asked, place_after
from community.fans.profiles.directory import people as listed
from community.fans.recognition import levels
from community.kernel import i18n, settings
from community.kernel.refusals import NotFound
from community.kernel.web import actor, page

PAGE = 48


def people() -> ResponseReturnValue:
    reader, form = actor(), request.args
    open_boards = boards.all_visible(reader)
    asked = _asked(form, {each.slug: each.id for each in open_boards})
    rows = listed(asked, reader, limit=PAGE + 1)
    shown = rows[:PAGE]
    seen = choices.seen_of_many([row.Account.id for row in shown], reader) if shown else {}
    narrowed = any(
        form.get(name) for name in ("text", "language", "board", "level", "staff", "place")
    )
    return page(
        "fans/profiles/people.html",
        people=[(row, "place" in seen[row.Account.id], "badges" in seen[row.Account.id]) for row in shown],
        asked=asked,
        form=form,
        languages=i18n.LANGUAGES,
        board_choices=[(each.slug, each.name) for each in open_boards],
        levels=levels.NAMES,
        alike=likeness.people_like(reader) if reader.signed_in and not narrowed else [],
        ranked=settings.read("recognition.leaderboard"),
        older=_older(form, rows, asked.order),
    )  # fmt: skip


def _asked(form: MultiDict[str, str], open_boards: dict[str, int]) -> Asked:
    slug, language, level = (form.get(name, "") for name in ("board", "language", "level"))
    order = form.get("order", "newest")
    return Asked(
        text=form.get("text", "")[:80],
        language=language if language in i18n.LANGUAGES else "",
        board_id=open_boards.get(slug) if slug else None,
        level=int(level) if level in {"0", "1", "2", "3", "4"} else None,
        staff=bool(form.get("staff")),
        order=order if order in ORDERS else "newest",
        place=_place(form.get("place", "") or form.get("before", "")),
    )


def _place(typed: str) -> tuple[int, ...]:
    parts = typed.split("-") if typed else []
    if len(parts) > 2 or not all(part.isdecimal() and len(part) < 16 for part in parts):
        raise NotFound()
    return tuple(int(part) for part in parts)


def _older(form: MultiDict[str, str], rows: list[Any], order: str) -> str:
    if len(rows) <= PAGE:
        return ""
    kept = {name: value for name, value in form.items() if name not in ("place", "before")}
    place = place_after(rows[PAGE - 1], order)
    return f"/people?{urlencode({**kept, 'place': place})}"
