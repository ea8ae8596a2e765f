"""The dashboard, and the page about links and networks."""

from datetime import timedelta
from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.commons import links
from community.kernel import clock
from community.kernel.i18n import date
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Refusal
from community.kernel.room import house
from community.kernel.slots import DashboardTile
from community.kernel.web import actor, external, page, see_other
from community.marketing.insights import figures

SPANS = {"28": 28, "90": 90, "365": 365}


def dashboard() -> ResponseReturnValue:
    sticky, n = figures.stickiness()
    tiles = [{"tile": tile, "content": tile.load()} for tile in house().slots.of(DashboardTile)]
    return page(
        "marketing/insights/dashboard.html", figures=figures.all_figures(), sticky=sticky, sticky_n=n, tiles=tiles,
        networks=_networks(90)[:8], weeks=_weeks(),
    )  # fmt: skip


def traffic() -> ResponseReturnValue:
    return _traffic({}, {})


def create_link() -> ResponseReturnValue:
    asked = {
        name: request.form.get(name, "")
        for name in ("code", "target", "network", "campaign", "note")
    }
    try:
        link = links.create(**asked, by=actor())
    except Refusal as refused:
        return _traffic(asked, refused.fields, refused.status)
    flash(_("Your link is ready: %(address)s", address=external(f"/go/{link.code}")), "good")
    return see_other("/marketing/links")


def retire_link(code: str) -> ResponseReturnValue:
    links.retire(links.find(code), by=actor())
    return see_other("/marketing/links")


def _traffic(
    asked: dict[str, str], problems: dict[str, Any], status: int = 200
) -> ResponseReturnValue:
    days = SPANS.get(request.args.get("days", ""), 90)
    by_network = _networks(days)
    return page(
        "marketing/insights/traffic.html", status, days=days, spans=SPANS, networks=by_network, weeks=_weeks(),
        links=links.traffic_by_link(_since(days)), funnel=_funnel(by_network), network_label=links.network_label,
        all_networks=links.NETWORKS, asked=asked, problems=problems, address=external("/go/"),
    )  # fmt: skip


def _networks(days: int) -> list[dict[str, Any]]:
    return [
        {"label": links.network_label(row.network), "value": row.visits, "row": row}
        for row in links.traffic_by_network(_since(days))
    ]


def _funnel(by_network: list[dict[str, Any]]) -> list[dict[str, Any]]:
    steps = (
        (_("Visits"), "visits"),
        (_("Sign-ups"), "sign_ups"),
        (_("First posts"), "first_posts"),
    )
    return [
        {"label": label, "value": sum(getattr(each["row"], name) for each in by_network)}
        for label, name in steps
    ]


def _weeks() -> dict[str, Any]:
    weeks = links.visits_by_week()
    return {
        "labels": [date(start, "d MMM") for start, _visits in weeks],
        "values": [visits for _start, visits in weeks],
    }


def _since(days: int) -> Any:
    return clock.now() - timedelta(days=days)
