"""Where a film was taken and with which telephone stands beside the pictures in it: those boxes are emptied."""

from typing import IO

TELLING = {b"udta", b"meta", b"uuid"}
OPENED = {b"moov", b"trak"}
HEAD = 8
MOST_BOXES = 10_000


def forget_origin(file: IO[bytes], size: int) -> None:
    """Rename the boxes of an MP4 file that tell place, time and device to `free`, and blank what they held."""
    waiting, seen = [(0, size)], 0
    while waiting:
        start, end = waiting.pop()
        while start + HEAD <= end and seen < MOST_BOXES:
            seen += 1
            name, length, head = _box(file, start, end)
            if length < head or start + length > end:
                break
            if name in TELLING:
                _empty(file, start, length, head)
            elif name in OPENED:
                waiting.append((start + head, start + length))
            start += length
    file.seek(0)


def _box(file: IO[bytes], start: int, end: int) -> tuple[bytes, int, int]:
    file.seek(start)
    head = file.read(16)
    length, name = int.from_bytes(head[:4], "big"), head[4:8]
    if length == 1:
        return name, int.from_bytes(head[8:16], "big"), 16
    return name, length or end - start, HEAD


def _empty(file: IO[bytes], start: int, length: int, head: int) -> None:
    file.seek(start + 4)
    file.write(b"free")
    file.seek(start + head)
    left = length - head
    while left > 0:
        left -= file.write(bytes(min(left, 65_536)))
