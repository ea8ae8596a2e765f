"""Every submission and comment in a file, however deep it stands."""

import gzip
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

KINDS = ("t1", "t3")
ENDINGS = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")

Thing = tuple[str, dict[str, Any]]


def things(path: Path) -> Iterator[Thing]:
    """Of one file, or of all in a folder; lines that are no JSON hold no thing."""
    files = [path] if path.is_file() else sorted(path.iterdir())
    for file in files:
        if path.is_file() or file.name.lower().endswith(ENDINGS):
            yield from _of_file(file)


def _of_file(file: Path) -> Iterator[Thing]:
    """Line by line; a file that is one value over several lines is read whole."""
    with _opened(file) as lines:
        first = lines.readline()
        if _readable(first):
            for line in chain([first], lines):
                yield from inside(_value(line))
        else:
            yield from inside(_value(first + lines.read()))


def _readable(line: str) -> bool:
    return _value(line) is not None


def _value(words: str) -> Any:
    try:
        return json.loads(words)
    except (ValueError, RecursionError):
        return None


def _opened(file: Path) -> IO[str]:
    with file.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    if packed:
        return gzip.open(file, "rt", encoding="utf-8", errors="replace")
    return file.open(encoding="utf-8", errors="replace")


def inside(value: Any) -> Iterator[Thing]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            kind, thing = value.get("kind"), value.get("data")
            if kind in KINDS and isinstance(thing, dict) and thing.get("id"):
                yield kind, thing
            waiting += reversed([each for each in value.values() if isinstance(each, dict | list)])
        elif isinstance(value, list):
            waiting += reversed(value)
