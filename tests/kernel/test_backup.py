"""A backup is the community of one moment, and every byte of it comes back."""

import gzip
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from community.kernel import audit, backup, jobs, settings
from community.kernel.application import Application
from community.kernel.db import Base, db
from community.kernel.events import announce
from community.kernel.permissions import SYSTEM
from tests.kernel.bakery import Baked, bake, open_bakery, write_down, written


@pytest.fixture
def filled(either_bakery: Application) -> Application:
    with either_bakery.app_context():
        write_down("baked", 7)
        audit.record(
            "Brot 🍞 نان",
            "loaf",
            2**40,
            by=SYSTEM,
            reason="a\nb\t\\",
            after={"deep": [1, None, "x"]},
        )
        announce(Baked(loaf=7))
        jobs.enqueue(bake, number=8, key="bread")
        settings.change("bakery.sign", "Closed")
        db.session.commit()
        either_bakery.extensions["storage"].put("media/ab/cd.webp", b"\x00\xff" * 1000)
    return either_bakery


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_k15_a_backup_restores_into_either_database(
    filled: Application, target: str, new_database_url: Callable[[str], str], tmp_path: Path
) -> None:
    with filled.app_context():
        backup.write(tmp_path / "backup.tar.gz")
        before = everything()
    other = open_bakery(tmp_path / "new", new_database_url(target))
    with other.app_context():
        backup.read(tmp_path / "backup.tar.gz")
        assert everything() == before
        assert before["jobs"]
        with other.extensions["storage"].get("media/ab/cd.webp") as content:
            assert content.read() == b"\x00\xff" * 1000
        assert (tmp_path / "new" / "secret_key").read_text() == filled.extensions["config"].secret
        write_down("the numbers go on")
        db.session.commit()
        jobs.work_once("tests")
        assert written("baked") == [7, 8]


def test_a_backup_is_for_its_owner_alone(filled: Application, tmp_path: Path) -> None:
    with filled.app_context():
        backup.write(tmp_path / "backup.tar.gz")
    assert (tmp_path / "backup.tar.gz").stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["backup.tar.gz"]


def test_k15_a_backup_under_load_is_of_one_moment(
    either_bakery: Application, tmp_path: Path
) -> None:
    """Each change writes two rows; a backup never has one without the other."""
    stop = threading.Event()

    def keep_baking() -> None:
        with either_bakery.app_context():
            while not stop.is_set():
                write_down("baked", 1)
                jobs.enqueue(bake, number=1)
                db.session.commit()

    baker = threading.Thread(target=keep_baking)
    baker.start()
    seen: dict[str, int] = {}
    with either_bakery.app_context():
        while not written("baked"):
            db.session.rollback()
        db.session.rollback()
        backup.write(tmp_path / "backup.tar.gz", lambda line: seen.update([_count(line)]))
    stop.set()
    baker.join()
    assert seen["audit"] == seen["jobs"] > 0


def test_a_damaged_backup_restores_nothing(filled: Application, tmp_path: Path) -> None:
    with filled.app_context():
        backup.write(tmp_path / "whole.tar.gz")
    plain = gzip.decompress((tmp_path / "whole.tar.gz").read_bytes())
    (tmp_path / "damaged.tar.gz").write_bytes(
        gzip.compress(plain.replace(b'"bake', b'"fake').replace(b"baked", b"fried"))
    )
    (tmp_path / "cut.tar.gz").write_bytes((tmp_path / "whole.tar.gz").read_bytes()[:900])
    (tmp_path / "other.tar.gz").write_text("no backup at all")
    other = open_bakery(tmp_path / "new")
    with other.app_context():
        for name in ("damaged", "cut", "other"):
            with pytest.raises(backup.NotABackup):
                backup.read(tmp_path / f"{name}.tar.gz")
            assert not any(everything().values())
            assert list(other.extensions["storage"].list()) == []


def test_a_community_is_never_overwritten(filled: Application, tmp_path: Path) -> None:
    with filled.app_context():
        backup.write(tmp_path / "backup.tar.gz")
        with pytest.raises(backup.NotEmpty):
            backup.read(tmp_path / "backup.tar.gz")
        assert written("baked") == [7]


def everything() -> dict[str, list[str]]:
    """Every row of every table, in words that both databases share."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in backup.PASSING:
            rows = db.session.execute(table.select()).mappings()
            found[table.name] = sorted(
                json.dumps(dict(row), default=str, sort_keys=True) for row in rows
            )
    db.session.rollback()
    return found


def _count(line: str) -> tuple[str, int]:
    name, _, number = line.removesuffix(" rows").partition(": ")
    return name, int(number)
