"""What only the embedded engine has to stand: processes, broken files, versions and merges."""

import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from community.kernel.index import IndexBroken, IndexBusy, Query, Reference
from community.kernel.index.embedded import EmbeddedIndex, schema
from community.kernel.slots import SearchDocument

AT = datetime(2026, 5, 1, tzinfo=UTC)


def document(number: int, text: str = "") -> SearchDocument:
    return SearchDocument(
        "post", number, "", text or f"common word{number}", "en", AT, board_id=number % 3
    )


def load(references: list[Reference]) -> list[SearchDocument]:
    return [document(number) for _, number in references]


def posts(start: int, stop: int) -> list[Reference]:
    return [("post", number) for number in range(start, stop)]


@pytest.fixture
def index(tmp_path: Path) -> EmbeddedIndex:
    index = EmbeddedIndex(tmp_path / "index")
    index.rebuild([posts(1, 101)], load)
    return index


def test_k11_without_a_folder_it_says_so_and_builds_again(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "index")
    assert not index.ready()
    with pytest.raises(IndexBroken):
        index.search(Query("common"))
    index.rebuild([posts(1, 11)], load)
    assert index.ready()
    assert index.search(Query("common")).count == 10


def _delete_all(version: Path) -> None:
    for file in version.iterdir():
        file.unlink() if file.is_file() else None


def _delete_segments(version: Path) -> None:
    for file in version.glob("*.seg"):
        file.unlink()


def _garble_all(version: Path) -> None:
    for file in version.iterdir():
        if file.is_file():
            file.write_bytes(random.Random(1).randbytes(max(64, file.stat().st_size)))


def _garble_toc(version: Path) -> None:
    for file in version.glob("*.toc"):
        file.write_bytes(file.read_bytes()[:40] + b"\xff" * 60)


def _cut_segments(version: Path) -> None:
    for file in version.glob("*.seg"):
        file.write_bytes(file.read_bytes()[:100])


def _empty_files(version: Path) -> None:
    for file in version.iterdir():
        if file.is_file():
            file.write_bytes(b"")


DAMAGES = [_delete_all, _delete_segments, _garble_all, _garble_toc, _cut_segments, _empty_files]


@pytest.mark.parametrize("damage", DAMAGES)
def test_k11_a_damaged_index_is_noticed_and_built_again(
    index: EmbeddedIndex, damage: Callable[[Path], None]
) -> None:
    damage(index.folder.current())
    fresh = EmbeddedIndex(index.folder.root)
    with pytest.raises(IndexBroken):
        fresh.search(Query("common"))
    assert not fresh.ready()
    with pytest.raises(IndexBroken):
        fresh.update(posts(1, 2), load)
    fresh.rebuild([posts(1, 101)], load)
    assert fresh.ready()
    assert fresh.search(Query("common")).count == 100


def test_k11_flipped_bytes_inside_end_in_an_answer_or_in_broken(index: EmbeddedIndex) -> None:
    dice, segment = random.Random(3), next(index.folder.current().glob("*.seg"))
    healthy = segment.read_bytes()
    for _ in range(60):
        spoiled = bytearray(healthy)
        for _ in range(20):
            spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
        segment.write_bytes(spoiled)
        fresh = EmbeddedIndex(index.folder.root)
        try:
            fresh.search(Query("common"))
            fresh.search(Query(phrases=("common word",)))
        except IndexBroken:
            pass
    segment.write_bytes(healthy)


def test_an_index_of_another_schema_is_not_used(
    index: EmbeddedIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.kernel.index.embedded.folder.PREFIX", f"v{schema.NUMBER + 1}-")
    assert not EmbeddedIndex(index.folder.root).ready()


def test_a_reader_follows_another_process(index: EmbeddedIndex) -> None:
    reader = EmbeddedIndex(index.folder.root)
    assert reader.search(Query("word500")).count == 0
    index.update(posts(500, 501), load)
    assert reader.search(Query("word500")).count == 1


def test_search_and_updates_go_on_while_it_is_rebuilt(index: EmbeddedIndex) -> None:
    seen: list[int] = []

    def load_slowly(references: list[Reference]) -> list[SearchDocument]:
        found = load(references)
        if ("post", 50) in references and len(references) > 1:
            changed = [replace(document(1), text="changed meanwhile"), document(777)]
            index.update([("post", 1), ("post", 777), ("post", 2)], lambda wanted: changed)
            seen.append(index.search(Query("common")).count)
        return (
            found
            if len(references) > 3
            else [each for each in [*changed_now()] if (each.kind, each.id) in references]
        )

    def changed_now() -> list[SearchDocument]:
        return [replace(document(1), text="changed meanwhile"), document(777)]

    index.rebuild([posts(1, 51), posts(51, 101)], load_slowly)
    assert seen == [99]
    assert index.references("post") == {1, 777, *range(3, 101)}
    assert [hit.id for hit in index.search(Query("changed")).rows] == [1]


def test_a_second_rebuild_is_told_to_wait(index: EmbeddedIndex) -> None:
    def load_and_try(references: list[Reference]) -> list[SearchDocument]:
        with pytest.raises(IndexBusy):
            EmbeddedIndex(index.folder.root).rebuild([], load)
        return load(references)

    index.rebuild([posts(1, 4)], load_and_try)
    assert index.references("post") == {1, 2, 3}


def test_a_second_writer_is_told_to_wait(
    index: EmbeddedIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.kernel.index.embedded.engine.WAIT", 0.1)

    def load_and_try(references: list[Reference]) -> list[SearchDocument]:
        with pytest.raises(IndexBusy):
            EmbeddedIndex(index.folder.root).update(posts(1, 2), load)
        return load(references)

    index.update(posts(1, 2), load_and_try)


def test_many_small_commits_leave_few_segments(index: EmbeddedIndex) -> None:
    for number in range(1000, 1100):
        index.update(posts(number, number + 1), load)
    assert index.facts()["segments"] <= 16
    index.tidy()
    assert index.search(Query("common")).count == 200
    assert index.references("post") == {*range(1, 101), *range(1000, 1100)}


def test_readers_never_stumble_over_commits_and_merges(index: EmbeddedIndex) -> None:
    stop, wrong = threading.Event(), []

    def read() -> None:
        reader = EmbeddedIndex(index.folder.root)
        while not stop.is_set():
            try:
                if reader.search(Query("common", limit=500)).count < 100:
                    wrong.append("fewer than were there")
            except Exception as error:
                wrong.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1000, 1060):
        index.update(posts(number, number + 1), load)
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_threads_share_one_index(index: EmbeddedIndex) -> None:
    wrong = []

    def ask(number: int) -> None:
        for _ in range(30):
            found = [hit.id for hit in index.search(Query(f"word{number}")).rows]
            if found != [number]:
                wrong.append(found)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def _write_forever(root: str) -> None:
    index, number = EmbeddedIndex(Path(root)), 2000
    while True:
        index.update(posts(number, number + 20), load)
        number += 20


@pytest.mark.slow
def test_kill_9_leaves_an_index_that_reads_and_writes(index: EmbeddedIndex) -> None:
    spawn = multiprocessing.get_context("spawn")
    for pause in (0.05, 0.11, 0.17, 0.23):
        writer = spawn.Process(target=_write_forever, args=(str(index.folder.root),))
        writer.start()
        before = index.search(Query("common")).count
        until = time.monotonic() + 30
        while index.search(Query("common")).count == before and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        assert index.ready()
        index.update(posts(1, 11), load)
        assert index.search(Query("word5")).count == 1


def test_a_commit_of_one_document_is_quick(index: EmbeddedIndex) -> None:
    start = time.process_time()
    for number in range(3000, 3010):
        index.update(posts(number, number + 1), load)
    assert (time.process_time() - start) / 10 < 0.3


def test_expunged_segments_keep_what_lives(index: EmbeddedIndex) -> None:
    index.update(posts(200, 260), load)
    index.update([*posts(1, 11), *posts(200, 201)], lambda wanted: [document(5, "rewritten")])
    assert not index.expunge(60)
    assert index.references("post") == {5, *range(11, 101), *range(201, 260)}
    assert index.search(Query("rewritten")).count == 1
    assert index.search(Query("word42")).count == 1
    assert [hit.id for hit in index.search(Query(phrases=("common word77",))).rows] == [77]
    assert all(not segment.has_deletions() for segment in index._reading._view.index._segments())
