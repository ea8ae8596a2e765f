"""Before a wheel is built: compile the catalogues, so that it speaks all its languages."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        from tools import translations

        translations.compile()
