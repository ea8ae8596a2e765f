"""Say in the thread itself what became of it: a post by whoever did it, and whoever follows hears of it."""

from typing import Any

from community.fans.forum import posts, threads
from community.fans.forum.models import Thread
from community.kernel.i18n import gettext, in_language, ngettext
from community.kernel.text import plain

LONGEST_NAME = 120


def of_merger(into: Thread, title: str, by: Any) -> None:
    with in_language(into.language):
        said = gettext("The thread “%(title)s” was merged into this one.", title=_named(title))
    posts.reply(into, said, by=by)


def of_parting(thread: Thread, begun: Thread, count: int, by: Any) -> None:
    link = f"[{_named(begun.title)}]({threads.address(begun)})"
    with in_language(thread.language):
        said = ngettext("%(num)d post was moved to", "%(num)d posts were moved to", count)
    posts.reply(thread, f"{said} {link}", by=by)


def _named(title: str) -> str:
    """A title as words alone: nothing in it becomes a link or a mark."""
    return "".join(each for each in plain(title, LONGEST_NAME) if each not in "[]()<>`*_\\@!|~#&")
