"""Messages of an mbox file as contributions."""

from pathlib import Path

from community.edges.transfer.conversations import Place
from community.edges.transfer.conversations import bring as bring_all
from community.edges.transfer.running import Outcome

from .messages import messages

ENDINGS = (".gz", ".mbox", ".mbx")


def bring(
    path: Path, *, site: str = "", board: str = "", name: str = "", language: str = "en"
) -> Outcome:
    """`site` is the group or list it is of; else the file's name."""
    place = Place("mbox", site or named(path), "Messages", board, name, language)
    return bring_all(place, messages(path))


def named(path: Path) -> str:
    name = path.name
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    return name
