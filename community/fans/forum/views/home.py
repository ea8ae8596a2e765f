"""The door: a welcome for strangers, what is new for fans."""

from typing import Any

from flask.typing import ResponseReturnValue

from community.fans.forum import figures, showing, threads
from community.kernel import web
from community.kernel.room import house
from community.kernel.slots import HomePart


def show() -> ResponseReturnValue:
    """Threads and articles take their faces from one statement."""
    reader = web.actor()
    talk = threads.latest(reader, limit=20).rows
    articles = threads.newest_articles(reader, limit=3)
    shown = showing.shown_rows([*talk, *articles], reader)
    return web.page(
        "fans/forum/home.html",
        rows=shown[: len(talk)],
        articles=shown[len(talk) :],
        say=showing.words(),
        parts_beside=_parts(reader),
        figures=None if reader.signed_in else figures.living(),
    )


def _parts(reader: Any) -> list[tuple[str, Any]]:
    """What other rooms show beside the talk."""
    loaded = [(each.template, each.load(reader)) for each in house().slots.of(HomePart)]
    return [(template, part) for template, part in loaded if part]
