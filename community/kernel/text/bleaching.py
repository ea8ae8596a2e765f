"""bleach with a walk through the tree that stays linear: its own looks every parent up among all its siblings."""

import threading
from collections.abc import Callable
from typing import Any

import bleach
from bleach.html5lib_shim import getTreeWalker

Place = tuple[Any, int, list[Any], str | None]


class Walker(getTreeWalker("etree")):  # type: ignore[misc]
    def __init__(self, tree: Any) -> None:
        super().__init__(tree)
        self.places: dict[int, int] = {}

    def getFirstChild(self, node: Any) -> Place | None:  # noqa: N802
        if isinstance(node, tuple):
            self.places[id(node[0])] = node[1]
        return super().getFirstChild(node)

    def getParentNode(self, node: Any) -> Any:  # noqa: N802
        if not isinstance(node, tuple) or node[3] == "text":
            return super().getParentNode(node)
        parents = node[2]
        parent = parents.pop()
        return (parent, self.places[id(parent)], parents, None) if parents else parent


class Bleach(threading.local):
    """One for each thread: bleach keeps its parser's state in the object."""

    def __init__(
        self,
        tags: frozenset[str],
        attributes: Callable[[str, str, str], bool],
        schemes: frozenset[str],
    ) -> None:
        self.cleaner = bleach.Cleaner(
            tags=tags, attributes=attributes, protocols=schemes, strip=True, strip_comments=True
        )
        self.cleaner.walker = Walker

    def clean(self, html: str) -> str:
        return self.cleaner.clean(html)
