"""Administrators keep boards, roles, settings and jobs; nobody else enters."""

import pytest

from community.fans.forum import boards
from community.kernel import audit, clock, settings
from community.kernel.db import db
from community.kernel.jobs import JobRow
from community.people import accounts

PAGES = (
    "/admin",
    "/admin/style",
    "/admin/accounts",
    "/admin/boards",
    "/admin/boards/new",
    "/admin/settings",
    "/admin/jobs",
    "/admin/brand",
)


@pytest.mark.parametrize("path", PAGES)
def test_c11_moderators_and_marketers_do_not_enter(cast, sign_in, client, path):
    for account in (cast.fan, cast.moderator, cast.marketer):
        assert sign_in(account).get(path).status_code == 403
    assert client.get(path).location.startswith("/sign-in")
    assert sign_in(cast.operator).get(path).status_code == 200


def test_a_board_is_made_from_the_page(cast, sign_in):
    browser = sign_in(cast.operator)
    asked = {
        "csrf_token": _token(browser),
        "slug": "skiing",
        "name_en": "Skiing",
        "name_fa": "اسکی",
        "hue": "210",
        "icon": "mountain",
        "order": "1",
    }
    assert browser.post("/admin/boards", data=asked).status_code == 303
    [board] = boards.all_visible(cast.operator)
    assert (board.slug, board.names["fa"], board.private) == ("skiing", "اسکی", False)


def test_a_board_without_a_name_is_refused_and_nothing_is_lost(cast, sign_in):
    browser = sign_in(cast.operator)
    answer = browser.post(
        "/admin/boards",
        data={
            "csrf_token": _token(browser),
            "slug": "Bad Slug",
            "name_de": "Skifahren",
            "hue": "1",
            "icon": "mountain",
        },
    )
    assert answer.status_code == 422
    assert "Skifahren" in answer.text


def test_a_taken_address_is_said_beside_its_field(cast, sign_in):
    boards.create("skiing", {"en": "Skiing"}, by=cast.operator)
    browser = sign_in(cast.operator)
    answer = browser.post(
        "/admin/boards",
        data={
            "csrf_token": _token(browser),
            "slug": "skiing",
            "name_en": "Again",
            "hue": "1",
            "icon": "mountain",
        },
    )
    assert answer.status_code == 409
    assert "field__error" in answer.text


def test_a_board_becomes_private_by_a_tick(cast, sign_in, client):
    board = boards.create("team", {"en": "Team"}, by=cast.operator)
    browser = sign_in(cast.operator)
    asked = {
        "csrf_token": _token(browser),
        "slug": "team",
        "name_en": "Team room",
        "hue": "1",
        "icon": "lock",
        "private_to": ["moderator"],
    }
    assert browser.post(f"/admin/boards/{board.id}", data=asked).status_code == 303
    assert client.get("/b/team").status_code == 404


def test_roles_are_given_and_taken_and_logged(cast, sign_in):
    browser, fan_id = sign_in(cast.operator), cast.fan.id
    token = _token(browser)
    assert (
        browser.post(
            f"/admin/accounts/{fan_id}/roles", data={"csrf_token": token, "role": "moderator"}
        ).status_code
        == 303
    )
    assert accounts.one(fan_id).moderator
    assert (
        browser.post(
            f"/admin/accounts/{fan_id}/roles/removal",
            data={"csrf_token": token, "role": "moderator"},
        ).status_code
        == 303
    )
    assert not accounts.one(fan_id).moderator
    assert [row.action for row in audit.latest(limit=2)] == ["role.revoke", "role.grant"]


def test_accounts_are_found_by_handle_and_role(cast, sign_in):
    browser, expected = sign_in(cast.operator), cast.fan.handle
    assert cast.moderator.id
    assert f"@{expected}" in browser.get("/admin/accounts?text=@ad").text
    found = browser.get("/admin/accounts?role=moderator").text
    assert "@mats" in found and f"@{expected}<" not in found


def test_a_setting_is_changed_typed_and_logged(cast, sign_in):
    browser = sign_in(cast.operator)
    typed = {**_typed(), "moderation.hide_at": "6.5", "csrf_token": _token(browser)}
    assert browser.post("/admin/settings", data=typed).status_code == 303
    assert settings.read("moderation.hide_at") == 6.5
    assert audit.latest()[0].after == {"moderation.hide_at": 6.5}


@pytest.mark.parametrize("typed", ["many", "", "nan", "-3", "1e999"])
def test_a_value_of_the_wrong_type_is_refused(cast, sign_in, typed):
    browser = sign_in(cast.operator)
    answer = browser.post(
        "/admin/settings",
        data={**_typed(), "moderation.hide_at": typed, "csrf_token": _token(browser)},
    )
    assert answer.status_code == 422
    assert settings.read("moderation.hide_at") == 8.3


def test_dead_letters_are_shown_and_revived(cast, sign_in):
    db.session.add(
        JobRow(
            name="x.y",
            arguments={},
            run_at=clock.now(),
            created_at=clock.now(),
            attempts=12,
            failed_at=clock.now(),
            error="ValueError: no",
        )
    )
    db.session.commit()
    browser = sign_in(cast.operator)
    page = browser.get("/admin/jobs")
    assert "ValueError: no" in page.text
    assert (
        browser.post("/admin/jobs/revival", data={"csrf_token": _token(browser)}).status_code == 303
    )
    assert db.session.query(JobRow).filter_by(name="x.y").one().failed_at is None


def _typed() -> dict[str, str]:
    from community.staff.admin.views.settings import _declared

    values = {each.name: settings.read(each.name) for each in _declared()}
    return {
        name: "on" if value is True else "\n".join(value) if isinstance(value, list) else str(value)
        for name, value in values.items()
        if value is not False
    }


def _token(browser) -> str:
    page = browser.get("/admin/settings")
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]
