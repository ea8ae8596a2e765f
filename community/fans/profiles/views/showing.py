"""Somebody's page, and the small card of it."""

from typing import Any

from flask import redirect
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from community.fans.forum import authors, posts
from community.fans.profiles import choices, covers, profiles
from community.fans.recognition import badges, levels
from community.kernel import text
from community.kernel.room import house
from community.kernel.slots import FieldUses
from community.kernel.web import actor, answer, external, page
from community.people import members, ties

MEDALS = 3
ABOUT = 160


def show(handle: str) -> ResponseReturnValue:
    account = profiles.one(handle)
    if account.handle != handle:
        return redirect(f"/@{account.handle}", 301)
    reader = actor()
    seen = choices.seen(account.id, reader)
    return page(
        "fans/profiles/show.html",
        account=account,
        seen=seen,
        figures=profiles.figures(account.id, reader),
        boards=authors.boards_of([account.id], reader) if "boards" in seen else [],
        topics=profiles.topics(account.id, reader) if "boards" in seen else [],
        best=_best(account, reader),
        year=profiles.year(account.id) if "year" in seen else [],
        medals=badges.badges_of(account.id) if "badges" in seen else [],
        level=levels.name_of(account.level),
        levels=levels.NAMES,
        held=levels.held(account.id) if reader.moderator else None,
        networks=_networks(account) if "networks" in seen else [],
        cover=covers.url_of(account.id),
        canonical=external(f"/@{account.handle}"),
        own=reader.id == account.id,
        followers=ties.followers_count(account.id),
        **_tie(account, reader),
    )


def card(handle: str) -> ResponseReturnValue:
    """Who this is at a glance; without scripts its address leads to the page."""
    account, reader = profiles.one(handle), actor()
    seen = choices.seen(account.id, reader)
    return answer(
        "fans/profiles/card.html",
        "fans/profiles/_card.html",
        account=account,
        about=_words(account.about_html, ABOUT) if "about" in seen else "",
        seen=seen,
        level=levels.name_of(account.level),
        medals=badges.badges_of(account.id)[:MEDALS] if "badges" in seen else [],
        own=reader.id == account.id,
        **_tie(account, reader),
    )


def _best(account: Any, reader: Any) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "url": posts.place_of(row.thread_id, row.slug, row.kind, row.position),
            "excerpt": _words(row.html, 180),
        }
        for row in profiles.best(account.id, reader)
    ]


def _words(html: str, most: int) -> str:
    """What cleaned HTML says, in short."""
    return text.excerpt(Markup(html.replace("<", " <")).striptags(), most) if html else ""  # noqa: S704


def _networks(account: Any) -> list[dict[str, Any]]:
    """The accounts they proved to have elsewhere, as far as those have an address or a name."""
    look = house().slots.of(FieldUses)
    return [
        {
            "name": each.handle or label,
            "label": label,
            "icon": icon,
            "url": each.profile_url,
        }
        for each in members.identities(account.member_id)
        if each.account_id == account.id and each.verified_at
        for label, icon in [_looks(look, each.provider)]
    ]


def _looks(slots: list[FieldUses], provider: str) -> tuple[str, str]:
    found = next((known for slot in slots if (known := slot.look(provider))), None)
    return found or (provider.capitalize(), "globe")


def _tie(account: Any, reader: Any) -> dict[str, Any]:
    if not reader.signed_in or reader.id == account.id:
        return {"tie": "normal", "blocked": False}
    return {
        "tie": ties.level(reader.id, account.id),
        "blocked": account.id in ties.blocked_by(reader),
    }
