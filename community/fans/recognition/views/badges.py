"""All badges, and one with its criterion and the people who have it."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.fans.recognition import badges
from community.fans.recognition.badges import holding
from community.fans.recognition.models import BadgeGrant
from community.fans.recognition.refusals import NobodyOfThatName
from community.kernel.db import db
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Invalid, NotFound
from community.kernel.web import actor, page, see_other
from community.people import accounts

PAGE = 48


def index() -> ResponseReturnValue:
    reader, numbers = actor(), badges.counts()
    mine = {each.badge for each in badges.of_account(reader.id)} if reader.signed_in else set()
    shown = [
        {
            "medal": holding.medal(each, earned=each.slug in mine or not reader.signed_in),
            "words": each.words,
            "number": numbers.get(each.slug, 0),
            "mine": each.slug in mine,
        }
        for each in badges.BADGES.values()
    ]
    return page("fans/recognition/badges.html", badges=shown)


def show(slug: str, error: str = "", status: int = 200) -> ResponseReturnValue:
    badge, before = badges.one(slug), request.args.get("before", "")
    held = badges.holders(
        slug,
        before_id=int(before) if before.isdecimal() and len(before) < 16 else None,
        limit=PAGE + 1,
    )
    names = accounts.briefs({each.account_id for each in held})
    return page(
        "fans/recognition/badge.html",
        status,
        badge=badge,
        medal=holding.medal(badge),
        holders=[
            (each, names[each.account_id]) for each in held[:PAGE] if each.account_id in names
        ],
        older=f"{badge.path}?before={held[PAGE - 1].id}" if len(held) > PAGE else "",
        error=error,
    )


def grant(slug: str) -> ResponseReturnValue:
    badge = badges.one(slug)
    try:
        account = accounts.find(handle=request.form.get("handle", "").strip().lstrip("@"))
        if account is None or account.erased_at:
            raise NobodyOfThatName()
        badges.grant(badge, account, by=actor(), reason=request.form.get("reason", ""))
    except Invalid as refusal:
        db.session.rollback()
        return show(slug, str(refusal), 422)
    flash(_("%(name)s has the badge now.", name=account.name), "good")
    return see_other(badge.path)


def revoke(slug: str, grant_id: int) -> ResponseReturnValue:
    held = db.session.get(BadgeGrant, grant_id)
    if held is None or held.badge != slug:
        raise NotFound()
    account = accounts.one(held.account_id)
    try:
        badges.revoke(held, account, by=actor(), reason=request.form.get("reason", ""))
    except Invalid as refusal:
        db.session.rollback()
        return show(slug, str(refusal), 422)
    flash(_("%(name)s no longer has the badge.", name=account.name), "good")
    return see_other(badges.one(slug).path)
