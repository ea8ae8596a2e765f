"""House rules of styles, scripts and markup: what a reader's browser gets stays small and calm."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.real.missing import missing

HOUSE = Path(__file__).resolve().parent.parent
STYLES = sorted((HOUSE / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((HOUSE / "static" / "js").rglob("*.js"))
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
MAILS = HOUSE / "templates" / "mail"
COMMENT = re.compile(r"/\*.*?\*/|{#.*?#}", re.DOTALL)


def found(pattern: str, files: list[Path]) -> list[str]:
    """`file:line: text` of each line that has the pattern, comments left out."""
    return [
        f"{file.relative_to(HOUSE)}:{number}: {line.strip()[:100]}"
        for file in files
        for number, line in enumerate(without_comments(file).splitlines(), 1)
        if re.search(pattern, line)
    ]


def without_comments(file: Path) -> str:
    return COMMENT.sub(lambda it: "\n" * it[0].count("\n"), file.read_text())


def test_styles_follow_the_direction_of_the_text() -> None:
    """`margin-inline-start` serves Persian too; `margin-left` does not."""
    sides = r"(margin|padding|border|inset)-(left|right)|text-align:\s*(left|right)|float:\s*(left|right)"
    assert not found(rf"{sides}|^\s*(left|right):", STYLES)


def test_styles_win_by_layer_and_not_by_force() -> None:
    assert not found(r"!important", STYLES)
    assert not found(r"(^|[\s,}])#[a-z][\w-]*\s*[{,.:>]", STYLES)


def test_every_style_stands_in_a_layer() -> None:
    loose = [it.name for it in STYLES if not re.search(r"@layer\s", it.read_text())]
    assert not loose


def test_pages_carry_no_inline_style_or_script() -> None:
    """The content security policy refuses both."""
    pages = [it for it in TEMPLATES if MAILS not in it.parents]
    assert not found(r"\sstyle=|\son[a-z]+=\"|<style|javascript:", pages)
    assert not found(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")", pages)


def test_a_controller_does_one_thing() -> None:
    long = [it.name for it in SCRIPTS if len(it.read_text().splitlines()) > 60]
    assert not long


def test_scripts_can_be_read() -> None:
    node = shutil.which("node") or missing("Node", "Install it to check scripts.")
    wrong = [
        done.stderr
        for script in SCRIPTS
        if (
            done := subprocess.run(
                [node, "--check", "--input-type=module", "-"],
                input=script.read_text(),
                capture_output=True,
                text=True,
                check=False,
            )
        ).returncode
    ]
    assert not wrong


def test_every_class_on_a_page_has_a_style() -> None:
    """A misspelt class is a part that looks like nothing."""
    styled = set(re.findall(r"\.([a-z][\w-]*)", " ".join(map(without_comments, STYLES))))
    scripted = " ".join(it.read_text() for it in SCRIPTS)
    plain = [
        (file, name)
        for file in TEMPLATES
        if MAILS not in file.parents
        for name in sorted(classes(without_comments(file)))
        if name not in styled and name not in scripted
    ]
    assert not [f"{file.relative_to(HOUSE)}: {name}" for file, name in plain]


def classes(template: str) -> set[str]:
    """Class names written out; those a template puts together are left to the eye."""
    values = re.findall(r'class="([^"]*)"', re.sub(r"{{[^}]*}}|{%[^%]*%}", "{}", template))
    return {name for value in values for name in value.split() if "{" not in name}
