"""Order an export, read its receipt, fetch its file."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from community.kernel.refusals import Invalid
from community.kernel.web import actor, page, see_other
from community.marketing import records
from community.marketing.exports import exports, files
from community.marketing.exports.columns import CHOSEN_AT_FIRST, COLUMNS
from community.marketing.records import Audience
from community.people import accounts, consent

TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


def index() -> ResponseReturnValue:
    made = exports.latest()
    people = accounts.briefs({each.by_id for each in made if each.by_id})
    return page(
        "marketing/exports/index.html", exports=made, people=people, purposes=consent.PURPOSES
    )


def new() -> ResponseReturnValue:
    return _form(Audience.read(request.args), CHOSEN_AT_FIRST, {})


def create() -> ResponseReturnValue:
    audience, columns = Audience.read(request.form), request.form.getlist("columns")
    try:
        export = exports.order(
            audience,
            columns,
            request.form.get("purpose", ""),
            request.form.get("format", ""),
            by=actor(),
        )
    except Invalid as refused:
        return _form(audience, columns, refused.fields, 422)
    return see_other(f"/marketing/exports/{export.token}")


def show(token: str) -> ResponseReturnValue:
    export = exports.one(token, by=actor())
    return page(
        "marketing/exports/show.html", export=export, columns=COLUMNS, purposes=consent.PURPOSES
    )


def download(token: str) -> ResponseReturnValue:
    export = exports.one(token, by=actor())
    answer = Response(files.read(export), content_type=TYPES[export.format])
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="members-{export.at:%Y-%m-%d}-{export.id}.{export.format}"'
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _form(
    audience: Audience, columns: object, problems: dict, status: int = 200
) -> ResponseReturnValue:
    return page(
        "marketing/exports/new.html", status, audience=audience, chosen=columns, problems=problems, columns=COLUMNS,
        purposes=consent.PURPOSES, count=records.count(audience, by=actor()), asked=request.form,
    )  # fmt: skip
