"""The leaderboard of a season, which one may leave."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.fans.recognition import permissions, seasons
from community.kernel import settings
from community.kernel.i18n import gettext as _
from community.kernel.refusals import NotFound
from community.kernel.web import actor, page, see_other
from community.people import accounts

PAGE = 30


def show() -> ResponseReturnValue:
    reader = actor()
    if not permissions.ranked(reader):
        raise NotFound()
    known = list(dict.fromkeys([seasons.current(), *seasons.seasons()]))
    season = request.args.get("season", known[0])
    if season not in known:
        raise NotFound()
    rows = seasons.leaders(season, after=_after(), limit=PAGE + 1)
    names = accounts.briefs({row.account_id for row in rows})
    return page(
        "fans/recognition/leaderboard.html",
        season=season,
        seasons=known,
        first=_first(),
        rows=[(row, names[row.account_id]) for row in rows[:PAGE] if row.account_id in names],
        older=_older(season, rows),
        mine=seasons.place_of(reader.id, season) if reader.signed_in else None,
        left=reader.signed_in and seasons.left(reader.id),
        worth={
            each: settings.read(f"recognition.points_{each}")
            for each in ("thread", "reply", "answer", "reaction")
        },
    )


def leave() -> ResponseReturnValue:
    seasons.leave(actor().id)
    flash(_("You are no longer ranked. Your points are kept in case you return."), "good")
    return see_other("/leaderboard")


def take_part() -> ResponseReturnValue:
    seasons.take_part(actor().id)
    flash(_("You are ranked again."), "good")
    return see_other("/leaderboard")


def _older(season: str, rows: list) -> str:
    if len(rows) <= PAGE:
        return ""
    last = rows[PAGE - 1]
    place = _first() + PAGE
    return f"/leaderboard?season={season}&after={last.points}-{last.account_id}&place={place}"


def _after() -> tuple[int, int] | None:
    points, _dash, account_id = request.args.get("after", "").partition("-")
    if points.isdecimal() and account_id.isdecimal() and len(points) < 10 and len(account_id) < 16:
        return int(points), int(account_id)
    return None


def _first() -> int:
    """The place of the first row; it only numbers the page."""
    typed = request.args.get("place", "1")
    return int(typed) if typed.isdecimal() and len(typed) < 8 else 1
