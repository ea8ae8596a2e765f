"""What was measured, beside what it ought to be."""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from community.kernel import sqlite


@dataclass(frozen=True)
class Figure:
    """`value` in its unit; `most` or `least` is the goal, if there is one."""

    name: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    @property
    def goal(self) -> str:
        if self.most is not None:
            return f"≤ {_written(self.most)}"
        return f"≥ {_written(self.least)}" if self.least is not None else ""

    @property
    def cells(self) -> list[str]:
        verdict = ("yes" if self.met else "**no**") if self.goal else ""
        return [
            self.name,
            f"{_written(self.value)} {self.unit}".strip(),
            self.goal,
            verdict,
            self.note,
        ]


Section = tuple[str, list[Figure]]
HEADS = ("", "measured", "goal", "met", "")


def written(sections: Sequence[Section], conditions: str) -> str:
    parts = [f"# Speed: what was measured\n\n{conditions}\n"]
    for title, figures in sections:
        rows = [HEADS, ("---",) * len(HEADS), *(figure.cells for figure in figures)]
        table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        parts.append(f"## {title}\n\n{table}\n")
    return "\n".join(parts)


def conditions(load_before: float) -> str:
    """What else may have had its part in the figures."""
    load = f"load {load_before:.1f} before and {os.getloadavg()[0]:.1f} after"
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, SQLite {'.'.join(map(str, sqlite.VERSION))}; {load}. The machine serves, "
        "asks and does other people's work at once: ratios are medians of rounds in which all take turns."
    )


def percentile(values: Sequence[float], share: float) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def _written(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
