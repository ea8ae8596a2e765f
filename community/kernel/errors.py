"""Refusals and faults as answers: a page, a notice for a fragment, or problem+json for programs."""

import errno
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy import exc
from werkzeug.exceptions import HTTPException

from community.kernel import pages, web
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import (
    BadRequest,
    Invalid,
    NotAllowed,
    NotFound,
    Refusal,
    SignInNeeded,
    TooLarge,
    TooMany,
)

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
BARE = "<!doctype html><meta charset=utf-8><title>{0}</title><h1>{0}</h1>"


class FormExpired(Refusal):
    status = 400
    sentence = _l(
        "This form is too old or was opened before you signed in. Go back, reload the page and send it again."
    )


class WrongMethod(Refusal):
    status = 405
    sentence = _l("This address does not take that kind of request.")


class Collision(Refusal):
    status = 409
    sentence = _l(
        "Somebody did the same at this very moment. Reload the page to see what is there now."
    )


class StorageFull(Refusal):
    status = 507
    sentence = _l(
        "There is no room left to keep this. Nothing was saved; tell the people who run this place."
    )


class Unavailable(Refusal):
    status = 503
    sentence = _l(
        "The community is catching its breath. Nothing is lost; try again in a few seconds."
    )


class Broken(Refusal):
    status = 500
    sentence = _l("Something broke on our side, and it has been noted. Try again in a moment.")


KINDS: dict[int, type[Refusal]] = {
    401: SignInNeeded, 403: NotAllowed, 404: NotFound, 405: WrongMethod, 413: TooLarge, 422: Invalid, 429: TooMany,
}  # fmt: skip


def init_app(app: Flask) -> None:
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(CSRFError, lambda error: refused(FormExpired()))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(exc.IntegrityError, _collided)
    for unreadable in (exc.DataError, OverflowError, UnicodeEncodeError):
        app.register_error_handler(unreadable, _unreadable)
    for away in (exc.OperationalError, exc.InterfaceError, exc.TimeoutError):
        app.register_error_handler(away, _database_away)
    app.register_error_handler(OSError, _file_trouble)
    app.register_error_handler(Exception, _broken)


def refused(refusal: Refusal) -> ResponseReturnValue:
    db.session.rollback()
    if web.wants_json():
        return _problem(refusal)
    if isinstance(refusal, SignInNeeded) and request.method in ("GET", "HEAD"):
        return _to_sign_in()
    response = web.answer(
        "errors/error.html", "errors/_notice.html", refusal.status, refusal=refusal
    )
    return _with_patience(response, refusal)


def _problem(refusal: Refusal) -> Response:
    """RFC 9457."""
    problem: dict[str, Any] = {
        "type": f"/problems/{refusal.code}",
        "title": str(refusal),
        "status": refusal.status,
    }
    if refusal.fields:
        problem["fields"] = {name: str(sentence) for name, sentence in refusal.fields.items()}
    response = jsonify(problem)
    response.status_code, response.mimetype = refusal.status, "application/problem+json"
    return _with_patience(response, refusal)


def _to_sign_in() -> ResponseReturnValue:
    here = (
        request.headers.get("HX-Current-URL", "")
        if web.is_fragment()
        else request.full_path.rstrip("?")
    )
    path = "/sign-in?next=" + quote(web.local(here), safe="/")
    return (
        Response(status=401, headers={"HX-Redirect": path})
        if web.is_fragment()
        else redirect(path, 303)
    )


def _with_patience(response: Response, refusal: Refusal) -> Response:
    if refusal.retry_after:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    if error.code >= 500:
        return _plain(Broken())
    refusal = KINDS.get(error.code, BadRequest)(seconds=60)
    refusal.status = error.code  # type: ignore[misc]
    response = current_app.make_response(refused(refusal))
    response.headers.extend(
        each for each in error.get_headers() if each[0] in ("Allow", "Retry-After")
    )
    return response


def _collided(error: exc.IntegrityError) -> ResponseReturnValue:
    current_app.logger.warning("a row was refused: %s", error.orig)
    return refused(Collision())


def _unreadable(error: Exception) -> ResponseReturnValue:
    current_app.logger.warning(
        "a value was refused: %s", type(getattr(error, "orig", error)).__name__
    )
    return refused(BadRequest())


def _database_away(error: exc.SQLAlchemyError) -> ResponseReturnValue:
    reason = getattr(error, "orig", error)
    if "readonly database" in str(reason):
        return _broken(error)
    current_app.logger.error("the database did not answer: %s", reason)
    return _plain(Unavailable(retry_after=5))


def _file_trouble(error: OSError) -> ResponseReturnValue:
    if error.errno not in FULL:
        return _broken(error)
    current_app.logger.error("no room left: %s", error)
    return _plain(StorageFull(retry_after=60))


def _broken(error: Exception) -> ResponseReturnValue:
    if current_app.testing:
        raise error
    current_app.logger.exception("a page broke: %s %s", request.method, request.path)
    return _plain(Broken(retry_after=10))


def _plain(refusal: Refusal) -> Response:
    """An answer that needs neither database nor session."""
    g.language = pages.reader_language()
    try:
        db.session.rollback()
        if web.wants_json():
            return _problem(refusal)
        body = render_template("errors/plain.html", refusal=refusal, locale=g.language)
    except Exception:
        current_app.logger.exception("the page for a fault broke too")
        body = BARE.format(refusal)
    return _with_patience(Response(body, refusal.status, {"Cache-Control": "no-store"}), refusal)
