"""Files are kept whole or not at all, under keys of our own, in a folder or an object store alike."""

import errno
import io
import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from community.kernel import clock, housekeeping, storage
from community.kernel.storage import LocalStorage, S3Storage, Storage
from tests.real.object_storage import ObjectStorage

EVIL_KEYS = [
    "", ".", "..", "../x", "a/../b", "a/..", "/etc/passwd", "a//b", "a/", "a/./b", "..\\x", "a\\b", "C:x", ":x",
    "a\0b", "a\nb", "a b", "-rf", "--option", "|cmd", "a|cmd", "a;b", "$(x)", "*", "?", "[a]", "~root", "~", ".hidden",
    "a/.hidden", "a..b", "A", "ä", "a" * 300, "%2e%2e/x", "x.png ", "a\u202egnp.exe", "con:", "<img>", "a'b", 'a"b',
]  # fmt: skip


@pytest.fixture(params=["folder", "object store"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return storage.open_storage(tmp_path / "files")
    s3: ObjectStorage = request.getfixturevalue("s3")
    return storage.open_storage(s3.url)


def test_what_is_put_is_got(kept: Storage) -> None:
    kept.put("media/aa/one.webp", b"pixels", "image/webp")
    kept.put("media/aa/two.webp", io.BytesIO(b"more" * 100_000), "image/webp")
    with kept.get("media/aa/one.webp") as stream:
        assert stream.read(3) + stream.read() == b"pixels"
    with kept.get("media/aa/two.webp", 399_998) as stream:
        assert stream.read() == b"re"
    assert kept.size("media/aa/two.webp") == 400_000
    assert kept.exists("media/aa/one.webp") and not kept.exists("media/aa")


def test_the_same_key_again_replaces(kept: Storage) -> None:
    kept.put("brand/logo.webp", b"old and long")
    kept.put("brand/logo.webp", b"new")
    assert kept.get("brand/logo.webp").read() == b"new"


def test_deleting_is_final_and_may_be_repeated(kept: Storage) -> None:
    kept.put("a/b", b"x")
    kept.delete("a/b")
    kept.delete("a/b")
    assert not kept.exists("a/b")
    for ask in (kept.get, kept.size):
        with pytest.raises(storage.NotStored):
            ask("a/b")


def test_a_folder_is_no_file(kept: Storage) -> None:
    kept.put("a/b/c", b"x")
    with pytest.raises(storage.NotStored):
        kept.get("a/b")
    with pytest.raises(storage.NotStored):
        kept.get("a/b/c/d")


def test_keys_are_listed_by_prefix(kept: Storage) -> None:
    for key in ("media/aa/1.webp", "media/ab/2.webp", "brand/logo.webp", "mediate"):
        kept.put(key, b"x")
    assert list(kept.list("media/")) == ["media/aa/1.webp", "media/ab/2.webp"]
    assert list(kept.list("media/a")) == ["media/aa/1.webp", "media/ab/2.webp"]
    assert list(kept.list("media")) == ["media/aa/1.webp", "media/ab/2.webp", "mediate"]
    assert len(list(kept.list())) == 4 and list(kept.list("none/")) == []


@pytest.mark.parametrize("key", EVIL_KEYS)
def test_e15_only_our_own_keys_are_taken(tmp_path: Path, key: str) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"not ours")
    local = LocalStorage(tmp_path / "files")
    for act in (
        local.get,
        local.delete,
        local.exists,
        local.size,
        lambda key: local.put(key, b"x"),
    ):
        with pytest.raises(storage.BadKey):
            act(key)
    assert outside.read_bytes() == b"not ours"
    with pytest.raises(storage.BadKey):
        S3Storage("s3://k:s@127.0.0.1:1/bucket").url(key)


def test_e15_a_link_inside_the_folder_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_bytes(b"x")
    local = LocalStorage(tmp_path / "files")
    local.put("a/b", b"x")
    (tmp_path / "files" / "link").symlink_to(tmp_path / "outside")
    with pytest.raises(storage.NotStored):
        local.get("link/secret")


def test_new_keys_are_unguessable_and_say_nothing() -> None:
    keys = {storage.new_key("media", "webp") for _ in range(1000)}
    assert len(keys) == 1000
    assert all(len(key.removeprefix("media/")) == 2 + 1 + 30 + 5 for key in keys)
    with pytest.raises(storage.BadKey):
        storage.new_key("media", "../x")


class Breaking(io.RawIOBase):
    """A stream that ends in an error after some bytes."""

    def __init__(self, error: Exception) -> None:
        self.error, self.given = error, False

    def read(self, size: int = -1) -> bytes:
        if self.given:
            raise self.error
        self.given = True
        return b"half"


@pytest.mark.parametrize(
    "error", [OSError(errno.ECONNRESET, "gone"), ValueError("broken"), KeyboardInterrupt()]
)
def test_k6_half_a_file_is_never_kept(tmp_path: Path, error: Exception) -> None:
    local = LocalStorage(tmp_path)
    local.put("a/b", b"whole")
    for key in ("a/b", "a/new"):
        with pytest.raises((storage.StorageFailed, type(error))):
            local.put(key, Breaking(error))  # type: ignore[arg-type]
    assert local.get("a/b").read() == b"whole" and not local.exists("a/new")
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["b"]


def test_k6_a_full_disk_is_said_and_heals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local = LocalStorage(tmp_path)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(storage.StorageFull, match="no room left") as refused:
            local.put("a/b", b"x")
        assert refused.value.status == 507
    assert list(local.list()) == []
    local.put("a/b", b"x")
    assert local.exists("a/b")


def test_k1_killed_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    local = LocalStorage(tmp_path)
    local.put("a/b", b"old" * 1000)
    script = f"""
import sys
from community.kernel.storage import LocalStorage
class Endless:
    def read(self, size=-1):
        sys.stdout.write("."); sys.stdout.flush()
        return b"x" * 65536
LocalStorage({str(tmp_path)!r}).put("a/b", Endless())
"""
    writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.read(20)
    writer.kill()
    writer.wait()
    assert local.get("a/b").read() == b"old" * 1000
    assert list(local.list()) == ["a/b"]


def test_readers_see_one_whole_version_while_it_changes(tmp_path: Path) -> None:
    local, seen = LocalStorage(tmp_path), set()
    local.put("a", b"0" * 100_000)
    writer = threading.Thread(
        target=lambda: [local.put("a", str(n % 10).encode() * 100_000) for n in range(60)]
    )
    writer.start()
    while writer.is_alive():
        content = local.get("a").read()
        seen.add((len(content), len(set(content))))
    writer.join()
    assert seen == {(100_000, 1)}


def test_an_object_store_gives_addresses_that_end(s3: ObjectStorage) -> None:
    store = storage.open_storage(s3.url)
    store.put("media/a.webp", b"pixels", "image/webp")
    answer = requests.get(str(store.url("media/a.webp")), timeout=5)
    assert (answer.content, answer.headers["Content-Type"]) == (b"pixels", "image/webp")
    assert "X-Amz-Expires=60" in str(store.url("media/a.webp", seconds=60))


def test_a_folder_has_no_address_of_its_own(tmp_path: Path) -> None:
    assert LocalStorage(tmp_path).url("a") is None


def test_an_unreachable_object_store_says_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    away = S3Storage("s3://k:s@127.0.0.1:9/bucket")
    away._client.meta.events.register("needs-retry.*.*", lambda **_: None)
    with pytest.raises(storage.StorageFailed, match="Try again in a minute"):
        away.put("a", b"x")


def test_a_missing_bucket_is_a_fault_and_not_a_missing_file(s3: ObjectStorage) -> None:
    store = storage.open_storage(s3.url.replace(s3.bucket, "no-such-bucket"))
    with pytest.raises(storage.StorageFailed):
        store.put("a", b"x")
    with pytest.raises(storage.StorageFailed):
        list(store.list())


def test_the_address_of_a_store_is_read_with_its_options() -> None:
    store = S3Storage("s3://key:s%2Fecret@store.example/files?region=eu-west-1&style=virtual")
    assert store._endpoint == "https://store.example" and store.bucket == "files"
    assert (store._secret, store._region, store._style) == ("s/ecret", "eu-west-1", "virtual")
    assert S3Storage("s3://k:s@127.0.0.1:9000/b")._endpoint == "http://127.0.0.1:9000"
    assert (
        S3Storage("s3://k:s@minio.example:9000/b?tls=off")._endpoint == "http://minio.example:9000"
    )
    for wrong in ("s3://k:s@host", "s3://k:s@/bucket", "s3://k:s@host/a/b"):
        with pytest.raises(ValueError, match="s3://key:secret@host/bucket"):
            S3Storage(wrong)


def test_boto_is_imported_only_when_a_file_is_asked_for() -> None:
    script = (
        "import sys; from community.kernel.storage import open_storage;"
        "open_storage('s3://k:s@127.0.0.1:9/b'); sys.exit('boto3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_what_a_crash_left_half_written_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    kept = LocalStorage(tmp_path)
    kept.put("media/aa/one.webp", b"pixels")
    left, going_on = tmp_path / "media/aa/.unfinished-x1", tmp_path / "media/.unfinished-x2"
    left.write_bytes(b"half a pic")
    going_on.write_bytes(b"half a film")
    yesterday = time.time() - 24 * 60 * 60
    for file in (left, tmp_path / "media/aa/one.webp"):
        os.utime(file, (yesterday, yesterday))
    assert kept.forget_unfinished(clock.now() - timedelta(hours=6)) == 1
    assert not left.exists() and going_on.exists() and kept.exists("media/aa/one.webp")


def test_parts_of_a_broken_upload_are_cleared_away(s3: ObjectStorage) -> None:
    kept, client = storage.open_storage(s3.url), s3.client()
    kept.put("media/one.webp", b"pixels")
    client.create_multipart_upload(Bucket=s3.bucket, Key="media/two.webm")
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)  # the test's store dates every upload 2010
    assert kept.forget_unfinished(long_ago) == 0
    assert kept.forget_unfinished(clock.now()) == 1
    assert not client.list_multipart_uploads(Bucket=s3.bucket).get("Uploads")
    assert list(kept.list()) == ["media/one.webp"]


def test_housekeeping_clears_away_half_written_files(app: Any) -> None:
    place = app.extensions["storage"].folder
    place.mkdir(parents=True, exist_ok=True)
    left = place / ".unfinished-x1"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    housekeeping.forget_unfinished_files()
    assert not left.exists()
