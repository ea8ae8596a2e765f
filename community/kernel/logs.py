"""Log lines: one event each, as text for people or JSON for machines."""

import logging
import sys
from typing import Any

import structlog

from community.config import Config


def init(config: Config) -> None:
    renderer = (
        structlog.processors.JSONRenderer()
        if config.log == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    before: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*before, renderer], logger_factory=structlog.PrintLoggerFactory(sys.stderr)
    )
    formatter = structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=before)
    console = logging.StreamHandler(sys.stderr)
    console.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [console]
    root.setLevel(logging.WARNING if config.testing else logging.INFO)
