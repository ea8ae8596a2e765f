"""Whose post was taken down may ask once that another moderator looks again."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from community.kernel import clock
from community.kernel.db import db
from community.kernel.events import announce
from community.kernel.i18n import gettext as _
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import require
from community.kernel.slots import Moderatable
from community.kernel.text import clean_block
from community.staff.moderation import decisions, evidence, reviews
from community.staff.moderation.events import Appealed
from community.staff.moderation.models import Decision, Flag, ReviewItem
from community.staff.moderation.refusals import AlreadyAppealed

LONGEST = 2000


class Appeal(NamedTuple):
    """What the author says, and what another moderator answered; `answer` is None until then."""

    words: str
    at: datetime
    answer: Decision | None


def appeal(decision: Decision, words: str, *, by: Any) -> None:
    """Put the decision into the queue with the author's words, kept as a flag on the decision."""
    require(by, "moderation.appeal", decision)
    if of(decision):
        raise AlreadyAppealed()
    said = clean_block(words, LONGEST).strip()
    db.session.add(
        Flag(
            kind=decisions.APPEAL, subject_id=decision.id, by_id=by.id,
            reason=decisions.APPEAL, note=said, weight=0.0, at=clock.now(),
        )
    )  # fmt: skip
    reviews.open_item(decisions.APPEAL, decision.id, source=decisions.APPEAL)
    announce(Appealed(by=by.id, member_id=by.member_id, decision_id=decision.id))


def of(decision: Decision) -> Appeal | None:
    asked = next(iter(evidence.on_subject(decisions.APPEAL, decision.id)), None)
    if asked is None:
        return None
    answered = (
        select(Decision)
        .join(ReviewItem, ReviewItem.id == Decision.item_id)
        .where(ReviewItem.kind == decisions.APPEAL, ReviewItem.subject_id == decision.id)
        .where(Decision.undone_at.is_(None))
        .order_by(Decision.id.desc())
    )
    return Appeal(asked.note, asked.at, db.session.scalars(answered.limit(1)).first())


def describe(decision_id: int, viewer: Any) -> dict[str, Any] | None:
    """The review card: the post as it was, the decision about it, and the author's words."""
    decision = db.session.get(Decision, decision_id)
    asked = of(decision) if decision and viewer.moderator else None
    subject = decisions.subject_of(decision, viewer) if decision and asked else None
    if decision is None or asked is None or subject is None:
        return None
    title = _("Appeal: %(title)s", title=subject["title"])
    return {**subject, "title": title, "text": asked.words, "appeal": asked, "decided": decision}


def _put_back_in_force(decision_id: int, *, by: Any, reason: str = "") -> None:
    decisions.put_back_in_force(db.session.get_one(Decision, decision_id), by=by)


def _take_back(decision_id: int, *, by: Any, reason: str = "") -> None:
    decisions.take_back(db.session.get_one(Decision, decision_id), by=by)


MODERATABLE = Moderatable(decisions.APPEAL, _l("Appeal"), describe, _put_back_in_force, _take_back)
