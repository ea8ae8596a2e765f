"""Levels explained: to everybody, and to somebody about themselves."""

from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.fans.recognition import levels, rights
from community.kernel.i18n import gettext as _
from community.kernel.web import actor, page, see_other
from community.people import accounts


def explain() -> ResponseReturnValue:
    table = [
        {
            "level": level,
            "name": name,
            "rights": rights.gained(level) if level > 1 else rights.of_level(level),
            "criteria": [
                (each, levels.needed(each)) for each in levels.CRITERIA if each.level == level
            ],
        }
        for level, name in levels.NAMES.items()
    ]
    return page("fans/recognition/levels.html", table=table)


def own() -> ResponseReturnValue:
    account = accounts.one(actor().id)
    standing = levels.standing_of(account)
    return page(
        "fans/recognition/level.html",
        account=account,
        standing=standing,
        names=levels.NAMES,
        now=rights.of_level(standing.level),
        ahead=rights.gained(standing.goal) if standing.goal and not standing.keeping else [],
        changes=levels.changes(account.id),
    )


def put(account_id: int) -> ResponseReturnValue:
    account = accounts.one(account_id)
    levels.put(account, _level(request.form), by=actor(), reason=request.form.get("reason", ""))
    flash(_("%(name)s has this level now.", name=account.name), "good")
    return see_other(f"/@{account.handle}")


def free(account_id: int) -> ResponseReturnValue:
    account = accounts.one(account_id)
    levels.free(account, by=actor())
    flash(_("Counting decides the level of %(name)s again.", name=account.name), "good")
    return see_other(f"/@{account.handle}")


def _level(form: Any) -> int:
    typed = form.get("level", "")
    return int(typed) if typed in {"0", "1", "2", "3", "4"} else -1
