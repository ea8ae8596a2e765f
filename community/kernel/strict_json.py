"""JSON as the standard has it: UTF-8, finite numbers, no name twice, no text a database cannot keep."""

import json
import math
from typing import Any

from flask.json.provider import DefaultJSONProvider

DEEPEST = 64
LARGEST = 2**63 - 1


class StrictJson(DefaultJSONProvider):
    """Every fault is a ValueError, which Flask answers with 400."""

    def loads(self, s: str | bytes, **options: Any) -> Any:
        text = s if isinstance(s, str) else s.decode("utf-8")
        try:
            read = json.loads(
                text,
                object_pairs_hook=_object,
                parse_float=_number,
                parse_int=_whole_number,
                parse_constant=_no_number,
            )
            _check(read, 0)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        return read


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _number(digits: str) -> float:
    if not math.isfinite(number := float(digits)):
        raise ValueError("a number is too large")
    return number


def _whole_number(digits: str) -> int:
    if len(digits) > 20 or abs(number := int(digits)) > LARGEST:
        raise ValueError("a number is too large")
    return number


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is not a number")


def _check(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError("a text has a NUL in it")
        value.encode("utf-8")
    elif isinstance(value, dict):
        for name, each in value.items():
            _check(name, depth)
            _check(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            _check(each, depth + 1)
