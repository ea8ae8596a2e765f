"""Who imports what in community/, read from the source without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
FLOORS = ("people", "commons", "fans", "staff", "marketing", "edges")


@dataclass(frozen=True)
class Import:
    """`importer` takes `name` from `module`, or `module` itself when name is empty."""

    importer: str
    line: int
    module: str
    name: str

    def __str__(self) -> str:
        what = f"from {self.module} import {self.name}" if self.name else f"import {self.module}"
        return f"{self.importer}:{self.line}: {what}"

    @property
    def target(self) -> str:
        return f"{self.module}.{self.name}" if self.name else self.module


def all_imports() -> Iterator[Import]:
    for module, file in sources():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Import):
                yield from (Import(module, node.lineno, alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                origin = absolute(module, file, node)
                yield from (Import(module, node.lineno, origin, it.name) for it in node.names)


def sources() -> Iterator[tuple[str, Path]]:
    for file in sorted((HOUSE / "community").rglob("*.py")):
        parts = file.relative_to(HOUSE).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__"), file


def absolute(module: str, file: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.split(".") if file.name == "__init__.py" else module.split(".")[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *filter(None, [node.module])])


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def room_of(module: str) -> str | None:
    """`community.fans.forum` for everything inside it; None outside the rooms."""
    parts = module.split(".")
    return ".".join(parts[:3]) if len(parts) > 2 and parts[1] in FLOORS else None


def front_door(room: str) -> set[str]:
    """The names in `__all__` of a room."""
    file = HOUSE.joinpath(*room.split("."), "__init__.py")
    for node in tree(file).body if file.exists() else []:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()
