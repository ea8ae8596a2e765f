"""No text takes long, and twice the text takes about twice the time (E1)."""

import gc
import math
import time
from collections.abc import Callable

import pytest

from community.kernel.text import LONGEST_TEXT, from_html, render
from community.kernel.text.foreign import LONGEST_FOREIGN
from tests.kernel.blow_ups import HTML, MARKDOWN, Maker

pytestmark = pytest.mark.slow

SLOWEST = 2.0
STEEPEST = 1.7
TOO_QUICK_TO_JUDGE = 0.1


def everybody(handles: set[str]) -> dict[str, str]:
    return {handle: f"/@{handle}" for handle in handles}


def test_e1_there_are_more_than_a_hundred_shapes() -> None:
    assert len(MARKDOWN) + len(HTML) >= 109


@pytest.mark.parametrize("shape", MARKDOWN.values(), ids=MARKDOWN.keys())
def test_e1_markdown_takes_linear_time(shape: Maker) -> None:
    judge(lambda text: render(text, mentions=everybody), shape, LONGEST_TEXT)


@pytest.mark.parametrize("shape", HTML.values(), ids=HTML.keys())
def test_e1_foreign_html_takes_linear_time(shape: Maker) -> None:
    judge(from_html, shape, LONGEST_FOREIGN)


def judge(work: Callable[[str], object], shape: Maker, size: int) -> None:
    """A steep rise is measured again: other work on the machine may have caused it."""
    for _attempt in range(4):
        quarter, half, whole = (seconds(work, shape(size // part)) for part in (4, 2, 1))
        exponent = math.log(whole / max(quarter, 1e-6)) / math.log(4)
        if whole < SLOWEST and (whole < TOO_QUICK_TO_JUDGE or exponent < STEEPEST):
            return
    pytest.fail(f"{quarter:.3f} s, {half:.3f} s, {whole:.3f} s: exponent {exponent:.2f}")


def seconds(work: Callable[[str], object], text: str) -> float:
    """Without the collector, whose pauses grow with whatever else the test process holds."""
    gc.collect(0)
    gc.disable()
    started = time.process_time()
    try:
        work(text)
        return time.process_time() - started
    finally:
        gc.enable()
