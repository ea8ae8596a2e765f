"""A reader reports something."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.kernel.i18n import gettext as _
from community.kernel.refusals import Invalid, NotFound
from community.kernel.web import actor, page, see_other
from community.staff.moderation import evidence, flags
from community.staff.moderation.reasons import FLAG_REASONS


def new() -> ResponseReturnValue:
    kind, subject_id = _subject(request.args)
    return _form(kind, subject_id, evidence.describe(kind, subject_id, actor()))


def create() -> ResponseReturnValue:
    kind, subject_id = _subject(request.form)
    described = evidence.describe(kind, subject_id, actor())
    try:
        flags.raise_flag(
            kind,
            subject_id,
            request.form.get("reason", ""),
            request.form.get("note", ""),
            by=actor(),
        )
    except Invalid:
        return _form(kind, subject_id, described, error=_("Pick what fits best."), status=422)
    flash(_("Thank you. Somebody of the team will look at it."), "good")
    return see_other(described["url"])


def _form(
    kind: str, subject_id: int, described: dict, error: str = "", status: int = 200
) -> ResponseReturnValue:
    return page(
        "staff/moderation/flag.html",
        status,
        kind=kind,
        subject_id=subject_id,
        described=described,
        reasons=FLAG_REASONS,
        error=error,
    )


def _subject(values: dict) -> tuple[str, int]:
    try:
        return values["kind"], int(values["id"])
    except (KeyError, ValueError):
        raise NotFound() from None
