"""Log lines: one event each, as text for people or JSON for machines."""

import json
import logging
import sys
from datetime import UTC, datetime

from community.config import Config

UNSEEN = {number: f"\\x{number:02x}" for number in (*range(32), *range(127, 160))}


def init(config: Config) -> None:
    console = logging.StreamHandler(sys.stderr)
    console.setFormatter(ForMachines() if config.log == "json" else ForPeople())
    root = logging.getLogger()
    root.handlers[:] = [console]
    root.setLevel(logging.WARNING if config.testing else logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)


class ForPeople(logging.Formatter):
    """What a request brought along can neither begin a line of its own nor move the cursor."""

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage().translate(UNSEEN)
        line = f"{_moment(record)} {record.levelname.lower():<8} {record.name}: {said}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class ForMachines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "event": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
