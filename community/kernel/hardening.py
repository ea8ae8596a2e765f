"""What every request must pass and every answer carries: readable text, safe headers, small bodies."""

import gzip
import re
import secrets
from collections.abc import Iterator

from flask import Flask, Response, current_app, g, request, session

from community.config import Config
from community.kernel.refusals import BadRequest
from community.kernel.strict_json import StrictJson

UNREADABLE = re.compile("[\x00\ud800-\udfff]")
MOST_TEXT = 768 * 1024
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def init_app(app: Flask) -> None:
    app.json = StrictJson(app)
    app.before_request(_limit_text)
    app.before_request(_refuse_unreadable)
    app.after_request(_squeeze)
    app.after_request(_harden)


def _limit_text() -> None:
    """Only files may be large: the longest post, percent-encoded, is half of this."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = MOST_TEXT


def _refuse_unreadable() -> None:
    if any(UNREADABLE.search(each) for each in _texts()):
        raise BadRequest()


def _texts() -> Iterator[str]:
    yield request.path
    for shelf in (request.args, request.cookies):
        yield from shelf.keys()
        for values in shelf.listvalues():
            yield from values
    if request.mimetype in FORMS:
        yield from request.form.keys()
        for values in request.form.listvalues():
            yield from values
        for file in request.files.values():
            yield file.filename or ""


def _harden(response: Response) -> Response:
    config: Config = current_app.extensions["config"]
    script = f"'self' 'nonce-{g.nonce}'" if "nonce" in g else "'self'"
    forms = f"'self' {g.forms_lead_to}" if "forms_lead_to" in g else "'self'"
    response.headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src {script}; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action {forms}; "
        "base-uri 'none'; frame-ancestors 'none'",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = (
        "camera=(), microphone=(), geolocation=(), interest-cohort=()"
    )
    if config.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if "Cache-Control" not in response.headers:
        personal = session.accessed or request.method not in ("GET", "HEAD")
        response.headers["Cache-Control"] = "private, no-store" if personal else "no-cache"
    return response


def _squeeze(response: Response) -> Response:
    """Compress text; a file name of random length in the gzip header blurs the size of personal pages."""
    fitting = response.mimetype.startswith("text/") or response.mimetype.endswith(("json", "xml"))
    if (
        not fitting
        or response.direct_passthrough
        or response.is_streamed
        or "Content-Encoding" in response.headers
    ):
        return response
    response.vary.add("Accept-Encoding")
    if "page_key" in g or not takes_gzip() or (response.content_length or 0) < 1000:
        return response
    response.set_data(_gzip_with_noise(response.get_data()))
    response.headers["Content-Encoding"] = "gzip"
    return response


def takes_gzip() -> bool:
    return request.accept_encodings.quality("gzip") > 0


def _gzip_with_noise(body: bytes) -> bytes:
    plain = gzip.compress(body, 5, mtime=0)
    noise = b"x" * (1 + secrets.randbelow(64)) + b"\x00"
    return plain[:3] + b"\x08" + plain[4:10] + noise + plain[10:]
