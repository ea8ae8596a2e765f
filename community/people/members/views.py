"""/me/record and /settings/privacy: what is known of me, where it comes from, what it may be used for."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.kernel import web
from community.kernel.i18n import gettext as _
from community.kernel.refusals import Invalid
from community.kernel.room import house
from community.kernel.slots import MemberPanel
from community.people.members import declaring, labels, passports, people, record
from community.people.members.forms import CorrectionForm, DeclarationForm


def own_record() -> ResponseReturnValue:
    return _page(DeclarationForm(formdata=None))


def own_timeline() -> ResponseReturnValue:
    before = request.args.get("before", type=int)
    days, older = record.days(web.actor().member_id, web.actor(), before_id=before)
    return web.page("people/members/timeline.html", days=days, oldest=older)


def declare() -> ResponseReturnValue:
    form = DeclarationForm()
    if form.validate():
        try:
            declaring.declare(
                web.actor().member_id, form.field.data, form.value.data or "", by=web.actor()
            )
            flash(_("Noted, as your own word."))
            return web.see_other("/me/record")
        except Invalid as refusal:
            form.value.errors = [str(refusal)]
    return _page(form, 422)


def correction(field: str) -> ResponseReturnValue:
    winner = passports.winners(web.actor().member_id).get(field)
    form = CorrectionForm(formdata=None, value=winner.value if winner else "")
    return web.page(
        "people/members/correction.html", form=form, field=field, label=labels.field(field)
    )


def correct(field: str) -> ResponseReturnValue:
    form = CorrectionForm()
    if form.validate():
        try:
            declaring.declare(web.actor().member_id, field, form.value.data or "", by=web.actor())
            flash(_("Corrected. Your own word counts from now on."))
            return web.see_other("/me/record")
        except Invalid as refusal:
            form.value.errors = [str(refusal)]
    return web.page(
        "people/members/correction.html", 422, form=form, field=field, label=labels.field(field)
    )


def withdraw_fact(fact_id: int) -> ResponseReturnValue:
    declaring.withdraw(web.actor().member_id, fact_id, by=web.actor())
    flash(_("Withdrawn. It counts no more."))
    return web.see_other("/me/record")


def privacy() -> ResponseReturnValue:
    return web.page("people/members/privacy.html", consents=record.consents(web.actor().member_id))


def _page(form: DeclarationForm, status: int = 200) -> ResponseReturnValue:
    reader = web.actor()
    days, older = record.days(reader.member_id, reader, limit=20)
    panels = [
        (panel, panel.load(reader.member_id, reader)) for panel in house().slots.of(MemberPanel)
    ]
    return web.page(
        "people/members/record.html", status, member=people.one(reader.member_id), values=record.values(reader.member_id, own=True),
        identities=record.identities(reader.member_id), consents=record.consents(reader.member_id), days=days,
        oldest=older, panels=[{"panel": panel, "content": content} for panel, content in panels if content is not None],
        form=form,
    )  # fmt: skip
