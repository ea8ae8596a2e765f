"""Who may see an upload: everybody, only some, or only whoever brought it."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import select

from community.commons.media.models import MediaUse, Upload
from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.kernel.refusals import NotFound
from community.kernel.room import house
from community.kernel.slots import MediaPlace

ENOUGH = 50


@dataclass(frozen=True)
class Seen:
    """`lasting`: it is part of the site itself, a face or a cover. `open`: nobody need sign in to see it."""

    upload: Any
    open: bool
    lasting: bool = False


def seen(key: str, actor: Any) -> Seen:
    """Raises NotFound for what this reader may not see; an unknown key may still be a face."""
    upload = db.session.execute(
        select(Upload.id, Upload.owner_id, Upload.kind, Upload.name, Upload.used_at).where(
            Upload.key == key
        )
    ).first()
    if upload is None:
        return Seen(None, open=True, lasting=True)
    uses = _uses(upload.id)
    if not uses and upload.used_at:
        return Seen(upload, open=True, lasting=True)
    if _shown_to(NOBODY, uses):
        return Seen(upload, open=True)
    own = actor.signed_in and actor.id == upload.owner_id
    if own or (actor.signed_in and _shown_to(actor, uses)):
        return Seen(upload, open=False)
    raise NotFound()


def _uses(upload_id: int) -> list[Any]:
    """The newest few: what is shown in more places than that is found by one of them."""
    rows = select(MediaUse.kind, MediaUse.subject_id).where(MediaUse.upload_id == upload_id)
    newest = rows.order_by(MediaUse.kind, MediaUse.subject_id.desc()).limit(ENOUGH)
    return list(db.session.execute(newest))


def _shown_to(actor: Any, uses: list[Any]) -> bool:
    for kind, rows in groupby(uses, key=attrgetter("kind")):
        place = house().slots.named(MediaPlace, kind)
        if place and place.open_to([row.subject_id for row in rows], actor):
            return True
    return False
