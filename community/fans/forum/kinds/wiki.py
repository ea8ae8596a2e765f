"""A wiki page: its opening post belongs to everybody from a level on."""

from typing import Any

from community.kernel import settings
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.settings import Setting
from community.kernel.slots import ThreadKind


def load(thread: Any, reader: Any, opening: Any) -> dict[str, Any]:
    level = settings.read("forum.wiki_level")
    able = reader.moderator or reader.level >= level or reader.id == thread.author_id
    may_edit = reader.signed_in and not reader.suspended and able
    may_edit = may_edit and (reader.staff or not thread.closed_at)
    changed = opening.edited_at if opening.versions_count else None
    return {"level": level, "may_edit": may_edit, "post_id": opening.id, "changed": changed}


KIND = ThreadKind(
    "wiki",
    _l("Wiki page"),
    _l("Write it together."),
    icon="book",
    order=60,
    shared=True,
    template="fans/forum/kinds/wiki.html",
    load=load,
)
SETTINGS = [
    Setting("forum.wiki_level", 1, _l("Level from which people edit wiki pages"), group="forum")
]
