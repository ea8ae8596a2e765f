"""Whatever ends a session ends it everywhere, with the transaction that brought it about."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from community.kernel import clock
from community.kernel.room import house
from community.kernel.slots import Privacy
from community.people import accounts, members
from community.people.accounts import proofs, social, tickets
from tests.cast import Cast, password_of
from tests.safety.asking import Reader

NEW = "four quite new words"


def new_password(cast: Cast) -> None:
    proofs.change_password(cast.moderator, password_of("mats"), NEW, keep=None)


def reset(cast: Cast) -> None:
    account = cast.moderator
    proofs.reset_password(tickets.issue(account, "reset", account.email), NEW)


def suspension(cast: Cast) -> None:
    until = clock.now() + timedelta(days=1)
    accounts.suspend(cast.moderator, by=cast.operator, reason="Insults.", until=until)


def erasure(cast: Cast) -> None:
    for slot in house().slots.of(Privacy):
        slot.erase([cast.moderator.id], cast.moderator.member_id)


def lost_role(cast: Cast) -> None:
    accounts.revoke_role(cast.moderator, "moderator", by=cast.operator)


def gained_role(cast: Cast) -> None:
    accounts.grant_role(cast.moderator, "marketer", by=cast.operator)


def unlinking(cast: Cast) -> None:
    account = cast.moderator
    there = members.add_identity(
        account.member_id, "fjordbook", "https://there.example", "1", account_id=account.id
    )
    social.unlink(account, there.id, keep=None)


REASONS = [new_password, reset, suspension, erasure, lost_role, gained_role, unlinking]


@pytest.mark.databases
@pytest.mark.parametrize("reason", REASONS, ids=lambda it: it.__name__)
def test_b13_every_session_ends_for_every_reason(
    reason: Callable[[Cast], None], app: Flask, cast: Cast
) -> None:
    browsers = [Reader(app, cast.moderator), Reader(app, cast.moderator)]
    bystander = Reader(app, cast.fan)
    assert [statuses(each) for each in browsers] == [(200, 200, 303)] * 2
    reason(cast)
    assert [statuses(each) for each in browsers] == [(303, 303, 401)] * 2
    assert bystander.get("/settings/account").status == 200


def test_b13_who_gives_up_a_role_keeps_this_browser_only(app: Flask, cast: Cast) -> None:
    cast.operator.roles_text = "admin moderator"
    here, elsewhere = Reader(app, cast.operator), Reader(app, cast.operator)
    path = f"/admin/accounts/{cast.operator.id}/roles/removal"
    assert here.post(path, {"role": "moderator"}).status == 303
    assert statuses(here) == (200, 200, 303)
    assert statuses(elsewhere) == (303, 303, 401)


def statuses(browser: Reader) -> tuple[int, ...]:
    """Their own page, a page of the team, and a change: with the cookie as it was given out."""
    asked = [browser.get(path) for path in ("/settings/account", "/staff/review")]
    return tuple(
        it.status
        for it in (
            *asked,
            browser.post("/settings/account", {"language": "en", "timezone": "Europe/Oslo"}),
        )
    )
