"""The `community` command: quick where it can be, one sentence where it must refuse."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from community import paths
from community.cli import commands
from community.cli.commands import OURS, community
from community.kernel import audit
from community.kernel.audit import AuditRow
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.kernel.refusals import Refusal
from tests.cli.serving import command


class TooHot(Refusal):
    sentence = "The oven is too hot. Wait a minute."


@pytest.fixture
def say(app, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("community.app.create_app", lambda: app)

    def run(*words: str) -> Result:
        return CliRunner().invoke(community, words)

    return run


def test_our_own_commands_load_no_room() -> None:
    asked = "import sys; from community.cli.commands import community as it; it.get_command(None, 'run'); print(*sys.modules)"
    loaded = subprocess.check_output(
        [sys.executable, "-c", asked], cwd=paths.ROOT, text=True
    ).split()
    heavy = {"sqlalchemy", "flask", "pydantic", "community.app", "community.config", "rich"}
    assert heavy.isdisjoint(loaded)


def test_every_command_of_ours_explains_itself() -> None:
    for name in OURS:
        found = community.get_command(click.Context(community), name)
        assert found is not None
        assert found.help or getattr(found, "short_help", "")


def test_the_rooms_commands_are_found(say) -> None:
    told = say("--help").output
    for name in ("run", "doctor", "backup", "search", "members", "recount"):
        assert name in told


def test_rooms_tells_what_each_plugs_in(say) -> None:
    told = say("rooms").output
    assert "forum: " in told
    assert "announces: " in told
    assert "ThreadStarted" in told
    assert "GET /latest" in told


def test_events_tail_shows_the_latest(say, cast) -> None:
    assert cast.fan.id
    told = say("events", "tail", "-n", "5")
    assert told.exit_code == 0, told.output
    assert "SignedUp" in told.output


def test_jobs_and_settings_can_be_read(say) -> None:
    assert "dead" in say("jobs", "dead").output
    assert "brand.name" in say("settings").output
    assert "tried again" in say("jobs", "revive").output


def test_a_command_is_one_transaction(say, app, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    @click.option("--fail", is_flag=True)
    def note(fail: bool) -> None:
        audit.record("note", "test", 1, by=SYSTEM)
        if fail:
            raise TooHot

    monkeypatch.setattr(commands, "_of_rooms", lambda: {"note": commands._furnished(note)})
    refused = say("note", "--fail")
    assert refused.exit_code == 1
    assert "The oven is too hot. Wait a minute." in refused.output
    assert "Traceback" not in refused.output
    assert noted() == 0
    assert say("note").exit_code == 0
    assert noted() == 1


def test_a_bad_setting_is_one_sentence(tmp_path: Path) -> None:
    ended = command("doctor", data=tmp_path, base_url="nowhere")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: KONEKTOR_BASE_URL")
    assert len(ended.stderr.splitlines()) == 1


def test_the_doctor_sees_what_is_missing_and_what_is_well(tmp_path: Path) -> None:
    before = command("doctor", data=tmp_path)
    assert before.returncode == 1
    assert "community migrate" in before.stdout
    assert command("migrate", data=tmp_path).returncode == 0
    assert command("search", "rebuild", data=tmp_path).returncode == 0
    after = command("doctor", data=tmp_path)
    assert after.returncode == 0, after.stdout + after.stderr
    assert "SQLite" in after.stdout
    assert "NO " not in after.stdout


def test_a_restored_community_finds_at_once(tmp_path: Path) -> None:
    file, here, there = tmp_path / "kept.tar.gz", tmp_path / "here", tmp_path / "there"
    assert command("migrate", data=here).returncode == 0
    assert command("backup", str(file), data=here).returncode == 0
    restored = command("restore", str(file), data=there)
    assert restored.returncode == 0, restored.stderr
    assert command("search", "check", data=there).returncode == 0


def noted() -> int:
    found = db.session.query(AuditRow).filter_by(action="note").count()
    db.session.rollback()
    return found
