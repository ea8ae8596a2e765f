"""The written content, read from its files; times in it are relative to the day it is loaded."""

import random
import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("content")
DELAY = re.compile(r"([\d.]+)([mhd])")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def read_all(folder: str) -> dict[str, dict[str, Any]]:
    """By file name without its ending, in their order."""
    return {
        file.stem: tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted((FOLDER / folder).glob("*.toml"))
    }


def days(number: float) -> timedelta:
    return timedelta(days=number)


def delay(words: str) -> timedelta:
    """`1d6h` -> 30 hours."""
    parts = {UNITS[unit]: float(number) for number, unit in DELAY.findall(words)}
    return timedelta(**parts)


def chance(*about: object) -> random.Random:
    """The same luck for the same thing on every load."""
    return random.Random("/".join(map(str, about)))


def some_time_after(at: datetime, now: datetime, luck: random.Random, hours: float) -> datetime:
    """A moment after `at`, some hours later on average, and never ahead of now."""
    later = at + timedelta(hours=luck.expovariate(1 / hours), minutes=1)
    return later if later < now else at + (now - at) * luck.random()
