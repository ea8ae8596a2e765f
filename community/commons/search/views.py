"""The search page."""

from typing import Any, get_args
from urllib.parse import urlencode

from flask import request
from flask.typing import ResponseReturnValue

from community.commons.search.finding import Found, find, suggestions
from community.commons.search.grammar import MOST_LETTERS, Asked, BadQuestion, parse
from community.commons.search.refreshing import sources
from community.kernel import limits
from community.kernel.i18n import gettext as _
from community.kernel.i18n import ngettext, number
from community.kernel.index import IndexBroken, Order
from community.kernel.web import actor, page

COUNTED = 1000


def index() -> ResponseReturnValue:
    text = request.args.get("q", "")
    if not text.strip():
        return _page(Asked())
    _limit()
    try:
        asked = parse(text)
    except BadQuestion as refusal:
        return _page(Asked(text[:MOST_LETTERS]), status=400, refusal=refusal)
    try:
        found = find(
            asked,
            actor(),
            kind=_kind(),
            board=request.args.get("board", ""),
            order=_order(),
            start=_start(),
        )
    except IndexBroken:
        return _page(asked, status=503, broken=True)
    return _page(asked, found)


def _page(
    asked: Asked, found: Found | None = None, status: int = 200, **context: Any
) -> ResponseReturnValue:
    answer = page(
        "commons/search/index.html",
        status,
        asked=asked,
        found=found,
        tabs=_tabs(),
        orders=_orders(),
        suggestions=[
            (text, "/search?" + urlencode({"q": text})) for text in _suggested(asked, found)
        ],
        count=_count(found) if found else "",
        older=_address(after=found.next) if found and found.next else "",
        wider=_address(kind=None, board=None) if _kind() or request.args.get("board") else "",
        **context,
    )
    if status == 503:
        answer.headers["Retry-After"] = "30"
    return answer


def _suggested(asked: Asked, found: Found | None) -> list[str]:
    return suggestions(asked, actor()) if found and not found.rows else []


def _limit() -> None:
    reader = actor()
    if reader.signed_in:
        limits.hit("search", f"account:{reader.id}")
    else:
        limits.hit("search-anonymous")


def _kind() -> str:
    asked = request.args.get("kind", "")
    return asked if asked in {source.kind for source in sources()} else ""


def _order() -> Order:
    asked = request.args.get("order", "")
    return asked if asked in get_args(Order) else "best"  # type: ignore[return-value]


def _start() -> int:
    asked = request.args.get("after", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0


def _tabs() -> list[dict[str, Any]]:
    kinds = [("", _("All")), *((source.kind, source.label) for source in sources())]
    return [
        {"label": label, "url": _address(kind=kind or None), "current": kind == _kind()}
        for kind, label in kinds
    ]


def _orders() -> list[dict[str, Any]]:
    orders = {"best": _("Best first"), "newest": _("Newest first")}
    return [
        {
            "label": label,
            "url": _address(order=None if order == "best" else order),
            "current": order == _order(),
        }
        for order, label in orders.items()
    ]


def _address(**changes: Any) -> str:
    """This page with other parameters; a new order or kind starts at the beginning."""
    kept = {
        name: request.args[name]
        for name in ("q", "kind", "board", "order")
        if request.args.get(name)
    }
    return "/search?" + urlencode(
        {name: value for name, value in (kept | changes).items() if value is not None}
    )


def _count(found: Found) -> str:
    if found.count >= COUNTED or not found.exact:
        return _("%(count)s+ results", count=number(min(found.count, COUNTED)))
    return ngettext("%(count)s result", "%(count)s results", found.count, count=number(found.count))
