"""The index follows the database: marks, sweeps, rebuilds, and workers that die."""

from inspect import unwrap
from typing import Any

import pytest
from flask import Flask

from community.commons import search
from community.commons.search import jobs, privacy, refreshing
from community.commons.search.commands import search as command
from community.commons.search.models import SearchMark
from community.kernel import clock, index
from community.kernel.db import db
from community.kernel.jobs import JobRow
from tests.commons.search.conftest import Notes

pytestmark = pytest.mark.databases


def test_a_mark_is_part_of_the_transaction(app: Flask, notes: Notes) -> None:
    search.mark("note", [1, 2, 2])
    assert refreshing.waiting() == 2
    db.session.rollback()
    assert refreshing.waiting() == 0
    assert db.session.query(JobRow).count() == 0


def test_many_marks_ask_for_one_job(app: Flask, notes: Notes) -> None:
    for number in range(5):
        search.mark("note", [number])
    search.refresh_soon("note", 9)
    assert db.session.query(JobRow).filter_by(name="commons.search.jobs.refresh").count() == 1
    assert refreshing.waiting() == 6


def test_marking_nothing_is_nothing(app: Flask) -> None:
    search.mark("note", [])
    assert db.session.query(JobRow).count() == 0


def test_work_makes_the_index_equal(app: Flask, notes: Notes, work: Any) -> None:
    for number in range(7):
        notes.write(f"text {number}")
    work()
    assert index.current().references("note") == set(range(1, 8))
    assert refreshing.waiting() == 0
    assert refreshing.compare() == (set(), set())


def test_a_change_made_while_the_index_reads_is_not_lost(
    app: Flask, notes: Notes, work: Any
) -> None:
    number = notes.write("before")
    db.session.commit()
    documents = notes.source.documents

    def read_and_change(ids: list[int]) -> Any:
        found = documents(ids)
        object.__setattr__(notes.source, "documents", documents)
        db.session.rollback()
        notes.written[number]["text"] = "afterwards"
        from community.kernel.db import _reading

        token = _reading.set(False)
        search.mark("note", [number])
        db.session.commit()
        _reading.reset(token)
        return found

    object.__setattr__(notes.source, "documents", read_and_change)
    work()
    assert index.current().search(index.Query("afterwards")).count == 1
    assert index.current().search(index.Query("before")).count == 0


def test_marks_of_a_kind_nobody_knows_are_worked_off(app: Flask, work: Any) -> None:
    search.mark("unknown", [1])
    work()
    assert refreshing.waiting() == 0


def test_the_sweep_finds_marks_without_a_job(app: Flask, notes: Notes, work: Any) -> None:
    number = notes.write("left behind by a dead worker")
    db.session.query(JobRow).delete()
    db.session.commit()
    jobs.sweep()
    assert index.current().references("note") == {number}


def test_the_sweep_builds_a_missing_index(app: Flask, notes: Notes) -> None:
    notes.write("one")
    db.session.query(SearchMark).delete()
    db.session.query(JobRow).delete()
    db.session.commit()
    jobs.sweep()
    assert index.current().ready()
    assert index.current().references("note") == {1}


def test_the_sweep_takes_in_what_a_new_room_brings(app: Flask, notes: Notes, work: Any) -> None:
    work()
    jobs.sweep()
    notes.written[1] = {
        "text": "older than the room",
        "title": "",
        "language": "en",
        "board": 1,
        "at": clock.now(),
    }
    jobs.sweep()
    assert index.current().references("note") == {1}


def test_a_change_of_the_schema_rebuilds(
    app: Flask, notes: Notes, work: Any, monkeypatch: pytest.MonkeyPatch, database_name: str
) -> None:
    notes.write("one")
    work()
    if database_name == "postgresql":
        monkeypatch.setattr("community.kernel.index.postgresql.NUMBER", 2)
    else:
        monkeypatch.setattr("community.kernel.index.embedded.folder.PREFIX", "v2-")
    assert not index.current().ready()
    jobs.sweep()
    assert index.current().ready()
    assert index.current().search(index.Query("one")).count == 1


def test_a_rebuild_makes_the_marks_of_before_unnecessary(
    app: Flask, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "AT_ONCE", 10)
    for number in range(35):
        notes.write(f"text {number}")
    db.session.commit()
    refreshing.rebuild()
    assert refreshing.waiting() == 0
    assert refreshing.compare() == (set(), set())


def test_a_mark_renewed_during_a_rebuild_stays(app: Flask, notes: Notes) -> None:
    notes.write("kept")
    renewed = notes.write("changed later")
    db.session.commit()

    def change(count: int) -> None:
        db.session.rollback()
        search.mark("note", [renewed])
        db.session.commit()

    refreshing.rebuild(change)
    assert db.session.query(SearchMark.document_id).all() == [(renewed,)]


def test_more_than_one_batch_is_drained(
    app: Flask, notes: Notes, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "AT_ONCE", 10)
    for number in range(35):
        notes.write(f"text {number}")
    work()
    assert len(index.current().references("note")) == 35


def test_j1_after_an_erasure_no_word_is_left_in_the_files(
    app: Flask, notes: Notes, work: Any, database_name: str
) -> None:
    for number in range(12):
        notes.write(f"something kept{number}")
    secret = notes.write("uniquesecretword", title="uniquesecrettitle", author="uniquesecretauthor")
    work()
    if database_name == "sqlite":
        assert found_in_files(app, b"uniquesecret")
    del notes.written[secret]
    search.mark("note", [secret])
    privacy.erase([1], 1)
    work()
    assert not found_in_files(app, b"uniquesecret")
    assert index.current().references("note") == set(range(1, 13))
    assert index.current().search(index.Query("something")).count == 12


def found_in_files(app: Flask, word: bytes) -> bool:
    folder = app.extensions["config"].data / "index"
    return any(word in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def run(name: str, *words: str) -> int:
    """The command in this application; gives its exit code."""
    try:
        unwrap(command.commands[name].callback)(*words)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def test_check_tells_what_differs(
    app: Flask, notes: Notes, work: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    notes.write("one")
    notes.write("two")
    work()
    assert run("check") == 0
    del notes.written[2]
    notes.written[5] = notes.written[1]
    assert run("check") == 1
    said = capsys.readouterr().out
    assert "lacks: note 5" in said
    assert "has too much: note 2" in said
    assert run("rebuild") == 0
    assert run("check") == 0
    assert run("query", "one") == 0
    said = capsys.readouterr().out
    assert "/notes/1" in said
    assert "2 found" in said
