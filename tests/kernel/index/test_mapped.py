"""A mapped file gives what is in it, and takes no memory of its own."""

import io
import tracemalloc

from community.kernel.index.embedded.mapped import MappedFile

MEGABYTE = 1 << 20


def test_it_reads_from_any_place() -> None:
    file = MappedFile(memoryview(b"0123456789abcdef"), "loaf")
    assert file.read(4) == b"0123"
    file.seek(-6, io.SEEK_END)
    assert (file.tell(), file.read(3), file.read()) == (10, b"abc", b"def")
    file.seek(100)
    assert file.read(5) == b""
    assert file.get(4, 3) == b"456"
    assert file.subset(4, 6).read() == b"456789"


def test_it_is_not_copied() -> None:
    whole = memoryview(bytes(16 * MEGABYTE))
    tracemalloc.start()
    file = MappedFile(whole, "loaf")
    file.seek(8 * MEGABYTE)
    file.read(16)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < MEGABYTE
