"""`community accounts`, as an operator types it."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from community.kernel import clock
from community.kernel.audit import AuditRow
from community.kernel.db import db
from community.kernel.refusals import NotAllowed
from community.people import accounts, consent
from community.people.accounts import sign_ins, tickets
from community.people.accounts.commands import accounts as command
from community.people.accounts.roles import LastAdmin


@pytest.fixture
def typed(app, monkeypatch):
    """The commands inside this test's application; what they refuse is raised."""

    def run(*words, said=""):
        done = CliRunner().invoke(command, list(words), input=said)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run


def test_the_first_administrator_is_created_with_a_password(typed):
    done = typed(
        "create",
        "--email",
        "Olga@Example.org",
        "--handle",
        "olga",
        "--role",
        "admin",
        "--password-stdin",
        said="olga walks home late\n",
    )
    assert done.exit_code == 0 and "olga is admin" in done.output and "walks" not in done.output
    olga = accounts.find(email="olga@example.org")
    assert olga.admin and olga.confirmed and "service" in consent.in_force(olga.member_id)


def test_without_a_password_a_link_to_choose_one_is_printed(typed):
    done = typed("create", "--email", "mia@example.org", "--handle", "mia")
    secret = done.output.rpartition("/reset/")[2].strip()
    assert tickets.valid(secret, "reset").account_id == accounts.find(handle="mia").id


def test_a_name_that_is_taken_is_refused(typed, cast):
    with pytest.raises(accounts.HandleTaken):
        typed("create", "--email", "other@example.org", "--handle", cast.fan.handle)
    with pytest.raises(accounts.EmailTaken):
        typed("create", "--email", cast.fan.email, "--handle", "other")


def test_an_empty_password_is_no_password(typed):
    assert (
        typed(
            "create", "--email", "a@example.org", "--handle", "abc", "--password-stdin", said="\n"
        ).exit_code
        == 1
    )
    assert accounts.find(handle="abc") is None


def test_roles_are_given_and_taken_with_a_trace(typed, cast):
    token = sign_ins.begin(cast.fan)
    typed("grant", "ada", "marketer")
    assert cast.fan.roles == {"marketer"} and sign_ins.reader_of(token) is None
    typed("revoke", "ada", "marketer")
    assert cast.fan.roles == {"fan"}
    kept = [
        (row.action, row.subject_id, row.after)
        for row in db.session.query(AuditRow).order_by(AuditRow.id)
    ]
    assert kept == [
        ("role.grant", cast.fan.id, {"roles": "marketer"}),
        ("role.revoke", cast.fan.id, {"roles": "fan"}),
    ]
    assert typed("grant", "nobody", "marketer").exit_code == 1


def test_the_last_administrator_stays(typed, cast):
    with pytest.raises(LastAdmin):
        typed("revoke", cast.operator.handle, "admin")


def test_c11_a_moderator_gives_no_roles_and_suspends_no_staff(cast):
    with pytest.raises(NotAllowed):
        accounts.grant_role(cast.moderator, "admin", by=cast.moderator)
    until = clock.now() + timedelta(days=1)
    for staff in (cast.operator, cast.marketer, cast.moderator):
        with pytest.raises(NotAllowed):
            accounts.suspend(staff, by=cast.moderator, reason="No.", until=until)
    with pytest.raises(NotAllowed):
        accounts.suspend(cast.second_fan, by=cast.fan, reason="No.", until=until)
