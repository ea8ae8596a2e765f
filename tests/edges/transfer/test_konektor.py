"""A whole community moves into another installation: nothing is lost, nothing comes twice, nobody gets in."""

import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from community.app import create_app
from community.config import Config
from community.edges import demo
from community.edges.transfer import konektor, stackexchange
from community.edges.transfer.konektor import keeping
from community.edges.transfer.konektor.shapes import CARRIED, STAYING
from community.edges.transfer.refusals import ExportTooNew, FolderNotEmpty, NoExport
from community.fans.forum.models import Board, Post, Thread
from community.fans.gatherings.models import Gathering
from community.fans.messages import moderating
from community.fans.messages.models import Message, Participant
from community.kernel.db import Base, db
from community.people import accounts
from community.people.accounts import proofs
from community.people.accounts.models import Account
from community.people.members.models import Identity
from tests.edges.transfer import furnishing
from tests.edges.transfer.telling import told

FIXTURES = Path(__file__).with_name("fixtures")
PASSWORD = "a lamp above the door 9"


@pytest.fixture(scope="module")
def exported(tmp_path_factory, new_database_url):
    """The demo community with an import of its own, written out: its folder."""
    folder = tmp_path_factory.mktemp("export") / "norrvind"
    with _house(tmp_path_factory.mktemp("there"), new_database_url("sqlite")).app_context():
        Base.metadata.create_all(db.engine)
        demo.load_if_empty()
        furnishing.furnish()
        stackexchange.bring(FIXTURES / "dump", site="skiing.example", board="old-house")
        konektor.give(folder)
        db.session.remove()
    return folder


def _house(data, url):
    return create_app(
        Config(data=data, database_url=url, secret_key="only for tests", testing=True)
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request, tmp_path, new_database_url):
    app = _house(tmp_path / "here", new_database_url(request.param))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield app
        db.session.remove()


def stored(outcome):
    return sum(line.stored for line in outcome.lines)


def test_every_table_travels_or_stays_for_a_reason(exported):
    ours = {
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("community.")
    }
    assert ours == {shape.name for shape in CARRIED} | set(STAYING)


def test_what_moves_in_these_tests_has_a_row_of_everything_that_travels(exported):
    assert not [shape.name for shape in CARRIED if not next(_rows(exported, shape.name), None)]


def test_a_round_trip_loses_nothing_and_a_second_run_adds_nothing(exported, elsewhere, tmp_path):
    outcome = konektor.bring(exported)
    assert outcome.even and not any(
        line.refused or line.there for line in outcome.lines if line.table != "tags"
    )
    konektor.give(tmp_path / "back")
    there, here = told(exported), told(tmp_path / "back")
    for table in there:
        assert here[table] == there[table], (table, (there[table] - here[table]).most_common(2))
    assert _files(exported) == _files(tmp_path / "back")
    again = konektor.bring(exported)
    assert again.even and stored(again) == 0


def test_k1_ended_in_the_middle_it_goes_on_where_it_was(exported, elsewhere, tmp_path, monkeypatch):
    whole, batches = keeping.Batch.keep, iter(range(1000))

    def breaks(batch, rows):
        if next(batches) == 12:
            raise KeyboardInterrupt
        whole(batch, rows)

    monkeypatch.setattr(keeping.Batch, "keep", breaks)
    with pytest.raises(KeyboardInterrupt):
        konektor.bring(exported)
    db.session.remove()
    monkeypatch.setattr(keeping.Batch, "keep", whole)
    assert konektor.bring(exported).even
    konektor.give(tmp_path / "back")
    assert told(tmp_path / "back") == told(exported)


def test_nobody_gets_in_until_they_prove_their_address(exported, elsewhere):
    konektor.bring(exported)
    rows = db.session.execute(select(Account.claimed, Account.password_hash, Account.roles_text))
    assert {tuple(row) for row in rows} == {(False, None, "fan")}
    assert not db.session.scalar(select(func.count()).where(Identity.account_id.is_not(None)))
    dave = accounts.find(handle="dave_from_leeds")
    proofs.mail_reset(dave.email)
    db.session.commit()
    [secret] = re.findall(r"/reset/([\w\-]+)", _letters(elsewhere))
    proofs.reset_password(secret, PASSWORD)
    assert dave.claimed and dave.confirmed


def test_a_member_of_here_keeps_address_and_handle(exported, elsewhere, tmp_path):
    mine = accounts.create("dave_from_leeds", "Another Dave", email="dave_from_leeds@example.org")
    db.session.commit()
    outcome = konektor.bring(exported)
    assert outcome.even
    theirs = db.session.scalars(select(Account).where(Account.name == "Dave Ackroyd")).one()
    assert theirs.email is None and theirs.handle != mine.handle
    assert mine.email == "dave_from_leeds@example.org" and mine.claimed


def test_a_private_board_is_never_joined_to_an_open_one(exported, elsewhere):
    guarded = {row["board_id"] for row in _rows(exported, "board_access")}
    [board] = [row for row in _rows(exported, "boards") if row["id"] in guarded][:1]
    db.session.add(Board(slug=board["slug"], names={"en": "Open"}, abouts={}, created_at=_now()))
    db.session.commit()
    konektor.bring(exported)
    slugs = db.session.scalars(select(Board.slug).where(Board.slug.startswith(board["slug"])))
    assert set(slugs) == {board["slug"], f"{board['slug']}-2"}
    open_to_all = db.session.scalars(select(Board.id).where(Board.slug == board["slug"])).one()
    assert not db.session.scalar(select(func.count()).where(Thread.board_id == open_to_all))


def test_a_script_never_comes_in_with_a_row(exported, elsewhere, tmp_path):
    folder = tmp_path / "hostile"
    shutil.copytree(exported, folder)
    rows = list(_rows(exported, "posts"))
    rows[0]["html"] = '<p onclick="x()">Hello<script>alert(1)</script></p>'
    rows[0]["source"] = "Hello **you**"
    lines = [json.dumps(row) for row in rows]
    (folder / "tables/posts.jsonl").write_text("\n".join([*lines, "{broken", "[]"]) + "\n")
    outcome = konektor.bring(folder)
    [line] = [line for line in outcome.lines if line.table == "posts"]
    assert outcome.even and line.refused == 2
    html = db.session.scalars(select(Post.html).where(Post.source == "Hello **you**")).one()
    assert html.strip() == "<p>Hello <strong>you</strong></p>"


def test_messages_are_read_by_those_who_wrote_them_only(exported, elsewhere, tmp_path):
    """Reports stay behind, so no team here reads what was reported there."""
    folder = _copy(exported, tmp_path)
    assert [row for row in _rows(folder, "messages") if row["reported_at"]]
    _rewrite(folder, "messages", lambda row: row | {"html": f"{row['html']}<script>x()</script>"})
    konektor.bring(folder)
    brought = db.session.scalars(select(Message).order_by(Message.id)).all()
    assert len(brought) == len(list(_rows(folder, "messages")))
    assert not [each for each in brought if each.reported_at or "script" in each.html]
    staff = SimpleNamespace(id=0, moderator=True)
    assert not [each for each in brought if moderating.describe(each.id, staff)]


def test_who_joined_a_conversation_late_sees_nothing_earlier(exported, elsewhere, tmp_path):
    """Also where the message they joined after is not here."""
    folder = _copy(exported, tmp_path)
    joined = list(_rows(folder, "messages"))[1]
    _rewrite(folder, "participants", lambda row: row | {"from_id": joined["id"]})
    _rewrite(folder, "messages", lambda row: None if row["id"] == joined["id"] else row)
    assert konektor.bring(folder).even
    first = db.session.scalar(select(func.min(Message.id)))
    assert set(db.session.scalars(select(Participant.from_id))) == {first}


def test_what_is_refused_takes_along_what_hangs_on_it(exported, elsewhere, tmp_path):
    folder = _copy(exported, tmp_path)
    (folder / "tables/polls.jsonl").write_text("{broken\n")
    _rewrite(folder, "gatherings", lambda row: row | {"address": "javascript:x()"})
    outcome = konektor.bring(folder)
    lines = {line.table: line for line in outcome.lines}
    assert outcome.even
    for table in ("polls", "poll_options", "ballots"):
        assert lines[table].read and lines[table].refused == lines[table].read
    assert set(db.session.scalars(select(Gathering.address))) == {""}


def test_only_an_export_that_can_be_read_is_brought(exported, elsewhere, tmp_path):
    with pytest.raises(NoExport):
        konektor.bring(tmp_path)
    (tmp_path / "about.json").write_text('{"format": 99, "version": "9.9", "tables": {}}')
    with pytest.raises(ExportTooNew):
        konektor.bring(tmp_path)
    with pytest.raises(FolderNotEmpty):
        konektor.give(exported)


def test_an_export_holds_no_password(exported):
    assert "password_hash" not in (exported / "tables/accounts.jsonl").read_text()
    assert (exported.stat().st_mode & 0o777) == 0o700


def test_an_export_holds_no_key_of_a_calendar(exported):
    about = json.loads((exported / "about.json").read_text())
    assert "calendar_keys" in about["staying"] and "calendar_keys" not in about["tables"]
    assert not list((exported / "tables").glob("calendar_keys*"))
    assert not [file for file in exported.rglob("*.jsonl") if '"nonce"' in file.read_text()]


def _now():
    from community.kernel import clock

    return clock.now()


def _rows(folder, name):
    for line in (folder / "tables" / f"{name}.jsonl").read_text().splitlines():
        yield json.loads(line)


def _copy(exported, tmp_path):
    return shutil.copytree(exported, tmp_path / "changed")


def _rewrite(folder, name, change):
    changed = filter(None, map(change, _rows(folder, name)))
    text = "".join(json.dumps(row) + "\n" for row in changed)
    (folder / "tables" / f"{name}.jsonl").write_text(text)


def _files(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in (folder / "files").rglob("*")
        if file.is_file()
    }


def _letters(app):
    from community.kernel.outbox import OutgoingMail

    return "\n".join(db.session.scalars(select(OutgoingMail.text)))
