"""What changed between two versions of a text, in lines and within them in words."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"\w+|\s+|[^\w\s]")
COMPARED = 600


@dataclass(frozen=True)
class Change:
    kind: Literal["same", "gone", "new"]
    text: str


def diff(old: str, new: str) -> list[Change]:
    """Joining what is not `new` gives `old`; joining what is not `gone` gives `new`. Bounded: long rewrites are one change."""
    changes: list[Change] = []
    for same, before, after in stretches(old.splitlines(True), new.splitlines(True)):
        changes += [Change("same", before)] if same else within_lines(before, after)
    return joined(changes)


def within_lines(before: str, after: str) -> list[Change]:
    changes: list[Change] = []
    for same, gone, fresh in stretches(WORD.findall(before), WORD.findall(after)):
        changes += [Change("same", gone)] if same else [Change("gone", gone), Change("new", fresh)]
    return changes


def stretches(before: list[str], after: list[str]) -> list[tuple[bool, str, str]]:
    """(same?, old text, new text) in order; equal ends are set aside first, then at most `COMPARED` parts are matched."""
    head = common(before, after)
    tail = common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    found = [(True, "".join(before[:head]), "".join(after[:head]))]
    if len(old) + len(new) > COMPARED:
        found.append((False, "".join(old), "".join(new)))
    else:
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        found += [
            (tag == "equal", "".join(old[a:b]), "".join(new[c:d])) for tag, a, b, c, d in steps
        ]
    text = "".join(before[len(before) - tail :])
    return [*found, (True, text, text)]


def common(before: list[str], after: list[str]) -> int:
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def joined(changes: list[Change]) -> list[Change]:
    """Neighbours of one kind become one; empty ones go."""
    result: list[Change] = []
    for change in changes:
        if change.text and result and result[-1].kind == change.kind:
            result[-1] = Change(change.kind, result[-1].text + change.text)
        elif change.text:
            result.append(change)
    return result
