"""/settings/profile: name, words, place, website and picture."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.kernel import limits, web
from community.kernel.db import db
from community.kernel.i18n import gettext as _
from community.kernel.images import PictureRefused
from community.kernel.refusals import Invalid
from community.people.accounts import accounts, faces, portraits
from community.people.accounts.forms import ProfileForm


def profile_page() -> ResponseReturnValue:
    return _page(ProfileForm(formdata=None, obj=accounts.one(web.actor().id)))


def change_profile() -> ResponseReturnValue:
    form = ProfileForm()
    if not form.validate():
        return _page(form, 422)
    try:
        key = _uploaded(form)
        account = accounts.one(web.actor().id)
        portraits.change_profile(
            account,
            name=form.name.data,
            about=form.about.data or "",
            place=form.place.data or "",
            website=form.website.data or "",
        )
        if key:
            portraits.change_picture(account, key)
    except PictureRefused as refused:
        form.picture.errors = [str(refused)]
        return _page(form, 422)
    except Invalid as refusal:
        form.attach(refusal)
        return _page(form, 422)
    flash(_("Saved."))
    return web.see_other("/settings/profile")


def remove_picture() -> ResponseReturnValue:
    portraits.change_picture(accounts.one(web.actor().id), None)
    return web.see_other("/settings/profile")


def _uploaded(form: ProfileForm) -> str | None:
    """Pictures are read before the transaction that keeps the profile, so nobody waits for them."""
    file = request.files.get(form.picture.name)
    if not file or not file.filename:
        return None
    limits.hit("upload", f"account:{web.actor().id}")
    db.session.rollback()
    return faces.keep(file.stream)


def _page(form: ProfileForm, status: int = 200) -> ResponseReturnValue:
    return web.page(
        "people/accounts/profile.html", status, form=form, account=accounts.one(web.actor().id)
    )
