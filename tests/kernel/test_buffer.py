"""What is noticed while reading is written in batches, and not lost when writing fails."""

import pytest
from sqlalchemy import exc

from community.kernel.application import Application
from community.kernel.buffer import Buffer
from tests.kernel.bakery import write_down, written


def views(fail: list[bool]) -> Buffer:
    def flush(items: dict[int, int]) -> None:
        if fail:
            raise exc.OperationalError("", {}, Exception("database is locked"))
        for loaf, times in items.items():
            write_down(f"seen {times}", loaf)

    buffer = Buffer(flush, lambda before, now: before + now)
    Buffer.all.remove(buffer)
    return buffer


def test_what_is_noticed_again_is_merged(bakery: Application) -> None:
    seen = views([])
    with bakery.app_context():
        for _ in range(3):
            seen.put(7, 1)
        assert seen.get(7) == 3
        assert written("seen 3") == []
        seen.flush()
        assert written("seen 3") == [7]
        assert seen.get(7) is None
        seen.flush()
        assert written("seen 3") == [7]


def test_what_could_not_be_written_waits_for_the_next_time(
    bakery: Application, caplog: pytest.LogCaptureFixture
) -> None:
    fail = [True]
    seen = views(fail)
    with bakery.app_context():
        seen.put(7, 1)
        seen.flush()
        seen.put(7, 1)
        fail.clear()
        seen.flush()
        assert written("seen 2") == [7]
