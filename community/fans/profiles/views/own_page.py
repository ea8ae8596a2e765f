"""/settings/page: the cover, who sees what, who may write, and taking part in the leaderboard."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.commons import search
from community.fans.messages import doors
from community.fans.profiles import choices, covers
from community.fans.recognition import seasons
from community.kernel import limits, settings
from community.kernel.db import db
from community.kernel.i18n import gettext as _
from community.kernel.images import PictureRefused
from community.kernel.web import actor, page, see_other


def show(error: str = "", status: int = 200) -> ResponseReturnValue:
    reader = actor()
    return page(
        "fans/profiles/own_page.html",
        status,
        cover=covers.url_of(reader.id),
        fields=choices.FIELDS.values(),
        audiences=choices.AUDIENCES,
        chosen=choices.of(reader.id),
        from_whom=doors.choice_of(reader.id),
        ranked=not seasons.left(reader.id),
        leaderboard=settings.read("recognition.leaderboard"),
        error=error,
    )


def change() -> ResponseReturnValue:
    reader, form = actor(), request.form
    choices.choose(reader.id, {name: form.get(name, "") for name in choices.FIELDS})
    doors.choose(reader.id, form.get("from_whom", ""))
    if settings.read("recognition.leaderboard"):
        (seasons.take_part if form.get("ranked") else seasons.leave)(reader.id)
    search.mark("person", [reader.id])
    flash(_("Saved."), "good")
    return see_other("/settings/page")


def change_cover() -> ResponseReturnValue:
    file = request.files.get("cover")
    if not file or not file.filename:
        return show(_("Choose a picture first."), 422)
    limits.hit("upload", f"account:{actor().id}")
    db.session.rollback()
    try:
        key = covers.keep(file.stream)
    except PictureRefused as refused:
        return show(str(refused), 422)
    covers.change(actor().id, key)
    flash(_("Saved."), "good")
    return see_other("/settings/page")


def remove_cover() -> ResponseReturnValue:
    covers.change(actor().id, None)
    return see_other("/settings/page")
