"""What every page with a composer shares: drafts, previews, and a refusal that loses nothing."""

from collections.abc import Callable
from urllib.parse import quote

from flask import Response, request, session
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from community.commons import media
from community.fans.forum import drafts, writing
from community.fans.forum.forms import Composer
from community.kernel import limits, web
from community.kernel.db import db
from community.kernel.refusals import NotFound, Refusal, SignInNeeded

HELD = "held_draft"
MOST_FILES = 10

Show = Callable[..., Response]


def begin(form: Composer, place: str) -> None:
    """Go on with what this reader began here, signed in or before signing in."""
    draft = drafts.find(web.actor(), place)
    held = drafts.held(session.get(HELD), place)
    go_on(form, held or (draft.fields if draft else None), draft.sequence if draft else 0)


def go_on(form: Composer, fields: dict[str, str] | None, sequence: int | None) -> None:
    form.sequence.data = str(sequence or 0)
    for name, value in (fields or {}).items():
        if name in form.keeps and value not in ("", "False"):
            form[name].data = value


def hold_for_sign_in(form: Composer, place: str, back: str) -> ResponseReturnValue:
    """A stranger has written something: keep it on the server, and ask who they are."""
    drafts.release(session.get(HELD))
    session[HELD] = drafts.hold(place, form.kept)
    return web.see_other(f"/sign-in?next={quote(back, safe='/')}")


def take_files(form: Composer) -> None:
    """Files sent with the form itself, without JavaScript, are kept and shown at the end of the text.

    They are kept for good at once: the text may still be refused, and is shown again with them in it.
    """
    chosen = [file for file in request.files.getlist("attached")[:MOST_FILES] if file.filename]
    alt = request.form.get("alt", "")[:200]
    for file in chosen:
        limits.hit("upload", f"account:{web.actor().id}")
        upload = media.bring(file.stream, file.filename or "", by=web.actor())
        db.session.commit()
        shown = media.markdown_for(upload, alt)
        form.body.data = "\n\n".join(filter(None, [(form.body.data or "").rstrip(), shown]))


def sent(place: str) -> None:
    """The text is posted, so no draft of it is needed."""
    drafts.discard(web.actor(), place)
    drafts.release(session.pop(HELD, None))


def refused(form: Composer, refusal: Refusal, show: Show) -> Response:
    """The form as it was sent, and why it was not taken."""
    if web.wants_json() or isinstance(refusal, NotFound | SignInNeeded):
        raise refusal
    form.attach(refusal)
    response = show(form, refusal.status)
    if refusal.retry_after:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def preview(form: Composer, show: Show) -> Response:
    """The button without JavaScript: the form again, with what the text will look like."""
    try:
        take_files(form)
        return show(form, preview=rendered(form.body.data or ""))
    except Refusal as refusal:
        return refused(form, refusal, show)


def rendered(source: str) -> Markup:
    """Exactly what would be stored."""
    return Markup(writing.dressed(writing.render(source).html))  # noqa: S704 - cleaned by the renderer
