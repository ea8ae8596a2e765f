"""Follow, mute and block people, and the list of those one did."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.fans.profiles import profiles
from community.kernel.i18n import gettext as _
from community.kernel.web import actor, page, see_other
from community.people import accounts, ties


def follow(handle: str) -> ResponseReturnValue:
    person = profiles.one(handle)
    ties.follow(person, request.form.get("level", "watching"), by=actor())
    return see_other(f"/@{person.handle}")


def stop(handle: str) -> ResponseReturnValue:
    person = profiles.one(handle)
    ties.stop(person, by=actor())
    return see_other(f"/@{person.handle}")


def block(handle: str) -> ResponseReturnValue:
    person = profiles.one(handle)
    ties.block(person, by=actor())
    flash(_("You hear nothing of %(name)s any more. They are not told.", name=person.name), "good")
    return see_other(f"/@{person.handle}")


def unblock(handle: str) -> ResponseReturnValue:
    person = profiles.one(handle)
    ties.unblock(person, by=actor())
    flash(_("%(name)s is no longer blocked.", name=person.name), "good")
    return see_other(f"/@{person.handle}")


def mine() -> ResponseReturnValue:
    reader = actor()
    followed, blocked = ties.followed(reader.id), ties.blocked_by(reader)
    names = accounts.briefs({*followed, *blocked})
    return page(
        "fans/profiles/ties.html",
        watched=[
            names[each] for each in followed if followed[each] == "watching" and each in names
        ],
        muted=[names[each] for each in followed if followed[each] == "muted" and each in names],
        blocked=[names[each] for each in sorted(blocked) if each in names],
    )
