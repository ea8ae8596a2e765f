"""An export takes only who agreed and what may leave, and leaves a receipt."""

import csv
import hashlib
import io
import json
from datetime import timedelta

import pytest
import time_machine

from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.refusals import Invalid, NotAllowed, NotFound
from community.marketing.exports import exports, files
from community.marketing.exports.cells import neutral, original
from community.marketing.records import Audience
from community.people import consent

pytestmark = pytest.mark.databases


def order(cast, audience=None, columns=("handle", "city"), purpose="service", form="csv"):
    return exports.order(Audience(**(audience or {})), columns, purpose, form, by=cast.marketer)


def read(export) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files.read(export).decode("utf-8-sig"))))


def test_the_worker_makes_the_file_with_the_chosen_columns(crowd, cast, work):
    export = order(cast)
    work()
    rows = {row["handle"]: row for row in read(export)}
    assert set(rows) == {"ada", "bima", "noor", "shirin"}
    assert rows["ada"] == {"handle": "ada", "city": "Åre"}
    assert hashlib.sha256(files.read(export)).hexdigest() == export.digest


def test_a_value_whose_source_forbids_it_stays_and_is_named(crowd, cast, work):
    export = order(cast)
    work()
    assert next(row for row in read(export) if row["handle"] == "bima")["city"] == ""
    assert export.withheld == {"city": {"values": 1, "sources": ["LinkedIn"]}}


def test_an_optional_purpose_takes_only_who_agreed(crowd, cast, work):
    export = order(cast, purpose="newsletter")
    work()
    assert [row["handle"] for row in read(export)] == ["ada"]
    assert (export.matched, export.rows) == (4, 1)


def test_j5_who_withdraws_is_in_no_later_file(crowd, cast, work):
    consent.withdraw(crowd.ada.member_id, "newsletter", "test")
    export = order(cast, purpose="newsletter")
    work()
    assert read(export) == []


def test_json_lines(crowd, cast, work):
    export = order(
        cast, {"network": "instagram"}, ("handle", "first_network", "contributions"), form="jsonl"
    )
    work()
    [line] = files.read(export).decode().splitlines()
    assert json.loads(line) == {"handle": "ada", "first_network": "Instagram", "contributions": 2}


def test_f8_no_cell_leads_like_a_formula(crowd, cast, work):
    export = order(cast, columns=("handle", "name"))
    work()
    cell = next(row for row in read(export) if row["handle"] == "ada")["name"]
    assert cell.startswith("'=")
    assert original(cell).startswith("=HYPERLINK")


@pytest.mark.parametrize(
    "value",
    [
        "=1+1",
        "+49 30 123",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "'quoted",
        "plain",
        "",
        " =1",
        "＝1",
        "%0A=1",
    ],
)
def test_f8_the_way_back_gives_the_value(value):
    cell = neutral(value)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert original(cell) == value


def test_every_export_is_logged_with_its_purpose(crowd, cast):
    export = order(cast, purpose="research")
    row = audit.latest()[0]
    assert (row.action, row.subject_id, row.reason, row.by_id) == (
        "members.export",
        export.id,
        "research",
        cast.marketer.id,
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"columns": ()}, "columns"),
        ({"columns": ("password_hash",)}, "columns"),
        ({"purpose": ""}, "purpose"),
        ({"form": "exe"}, "format"),
    ],
)
def test_what_is_missing_is_named(crowd, cast, given, field):
    with pytest.raises(Invalid) as refused:
        order(cast, **given)
    assert field in refused.value.fields


def test_only_marketers_export(crowd, cast):
    with pytest.raises(NotAllowed):
        exports.order(Audience(), ["handle"], "service", "csv", by=cast.moderator)


def test_c19_the_file_is_its_owners_and_ends_after_a_day(crowd, cast, work, client, sign_in):
    export = order(cast)
    work()
    path = f"/marketing/exports/{export.token}/file"
    assert sign_in(cast.marketer).get(path).status_code == 200
    assert sign_in(cast.operator).get(path).status_code == 404
    assert sign_in(cast.fan).get(path).status_code == 403
    assert client.get(path).status_code == 303
    with time_machine.travel(clock.now() + timedelta(hours=25)), pytest.raises(NotFound):
        files.read(export)


def test_c17_who_lost_the_right_before_the_file_was_made_gets_none(crowd, cast, work, app):
    export = order(cast)
    cast.marketer.roles_text = "fan"
    work()
    db.session.refresh(export)
    assert (export.ready_at, export.rows, export.digest) == (None, 0, "")
    assert not app.extensions["storage"].exists(files._key(export))
    with pytest.raises(NotFound):
        files.read(export)


def test_an_export_from_the_page_to_the_receipt(crowd, cast, work, sign_in):
    browser = sign_in(cast.marketer)
    form = browser.get("/marketing/exports/new?network=instagram&lang=en")
    assert "1 member matches" in form.text
    token = form.text.split('name="csrf_token" value="')[1].split('"')[0]
    asked = {
        "csrf_token": token,
        "network": "instagram",
        "columns": ["handle", "city"],
        "format": "csv",
    }
    assert browser.post("/marketing/exports", data=asked).status_code == 422
    made = browser.post("/marketing/exports", data={**asked, "purpose": "service"})
    assert made.status_code == 303
    work()
    receipt = browser.get(made.location + "?lang=en")
    assert "SHA-256" in receipt.text
    assert browser.get(made.location + "/file").text.count("\n") == 2


def test_the_command_line_writes_the_same_file(crowd, cast, app, tmp_path):
    from click.testing import CliRunner

    from community.marketing.exports.commands import members as command

    out = tmp_path / "members.csv"
    answer = CliRunner().invoke(
        command,
        [
            "export",
            "--segment",
            "network=instagram",
            "--purpose",
            "service",
            "--columns",
            "handle,city",
            "--out",
            str(out),
        ],
    )
    assert answer.exit_code == 0, answer.output
    assert out.read_text("utf-8-sig").splitlines() == ["handle,city", "ada,Åre"]
    assert "1 of 1 members written" in answer.output
