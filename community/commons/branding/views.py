"""The brand's stylesheet and pictures, and the page that changes them."""

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from community.commons.branding import brands
from community.commons.branding.forms import BrandForm
from community.kernel.i18n import LANGUAGES
from community.kernel.images import PictureRefused
from community.kernel.refusals import NotFound
from community.kernel.web import actor, page, see_other

UPLOADED = ("logo_key", "cover_key")
FOREVER = "public, max-age=31536000, immutable"


def stylesheet() -> ResponseReturnValue:
    headers = {"Cache-Control": FOREVER if request.args.get("v") else "no-cache"}
    return Response(brands.brand().stylesheet, mimetype="text/css", headers=headers)


def picture(name: str) -> ResponseReturnValue:
    """Only the logo and cover in force have an address."""
    shown = brands.brand()
    if name not in (shown.logo_key, shown.cover_key):
        raise NotFound()
    stream = current_app.extensions["storage"].get(f"brand/{name}")
    kind = "image/" + name.rpartition(".")[2].replace("jpg", "jpeg")
    headers = {"Cache-Control": FOREVER, "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(stream.read(), mimetype=kind, headers=headers)


def edit() -> ResponseReturnValue:
    return _form(BrandForm(data=brands.written()), saved="saved" in request.args)


def change() -> ResponseReturnValue:
    form = BrandForm()
    if not form.validate() or not _change_pictures(form):
        return _form(form, status=422)
    values = {name: form[name].data for name in brands.written() if name not in UPLOADED}
    brands.change({name: "" if it is None else it for name, it in values.items()}, by=actor())
    return see_other("/admin/brand?saved=1")


def _form(form: BrandForm, *, saved: bool = False, status: int = 200) -> ResponseReturnValue:
    return page("commons/branding/edit.html", status, form=form, saved=saved, languages=LANGUAGES)


def _change_pictures(form: BrandForm) -> bool:
    """Keep what was uploaded; a refusal stands beside its field."""
    for place in ("logo", "cover"):
        if form[place].data:
            try:
                brands.change_picture(place, form[place].data.stream, by=actor())
            except PictureRefused as refused:
                form[place].errors = [str(refused)]
                return False
    return True
