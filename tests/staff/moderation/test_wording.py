"""The log speaks in words, whatever the act."""

import re
from pathlib import Path

from community.staff.moderation.wording import ACTS

SOURCE = Path(__file__).parents[3] / "community"
NOTED = re.compile(r'(?:audit.record|_?noted|_told|_change)\([^"()]*"([a-z]+\.[a-z]+)"')


def test_every_act_that_is_noted_has_words() -> None:
    noted = {act for file in SOURCE.rglob("*.py") for act in NOTED.findall(file.read_text("utf-8"))}
    assert noted <= set(ACTS) and len(noted) > 15, noted - set(ACTS)
