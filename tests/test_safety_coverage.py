"""Every known case of harm has a test that bears its id, or says what must be built before it can happen."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
LIST = tomllib.loads((TESTS / "safety" / "cases.toml").read_text(encoding="utf-8"))
CASES, LATER = LIST["cases"], LIST["later"]
GROUPS = "ABCDEGHKL"


@cache
def tried() -> dict[str, set[str]]:
    """Case -> the tests that try it: `test_a1_a6_script_is_text` tries two."""
    found: dict[str, set[str]] = {}
    for file in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for case in named(node.name):
                    found.setdefault(case, set()).add(f"{file.relative_to(TESTS)}::{node.name}")
    return found


def named(test: str) -> list[str]:
    ids = re.match(r"test_((?:[a-l]\d+_)*)", test)
    return ids[1].upper().split("_")[:-1] if ids else []


def test_every_case_is_tried_or_waits_for_what_is_not_built() -> None:
    missing = {case: CASES[case] for case in CASES if case not in tried() and case not in LATER}
    assert not missing, "write a test with the id in its name"


def test_what_is_tried_does_not_wait_any_more() -> None:
    assert not set(LATER) & set(tried()), "take it out of `later`"
    assert set(LATER) <= set(CASES)
    assert all(len(reason) > 20 for reason in LATER.values()), "say what is missing"


def test_no_test_bears_an_id_that_is_no_case() -> None:
    strange = {
        case: tests for case, tests in tried().items() if case[0] in GROUPS and case not in CASES
    }
    assert not strange
