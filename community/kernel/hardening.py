"""What every request must pass and every answer carries: readable text, safe headers, small bodies."""

import gzip
import re
import secrets
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from community.config import Config
from community.kernel import pages, web
from community.kernel.refusals import BadRequest
from community.kernel.strict_json import StrictJson

UNREADABLE = re.compile("[\x00\ud800-\udfff]")
MOST_TEXT = 768 * 1024
LEVEL = 1  # a fifth of the price of level 5, for 13 % more bytes
FRAMED = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://geo.dailymotion.com",
    "https://open.spotify.com",
)  # films of these play in our pages, after a click
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class OnlyForms(FlaskForm.Meta):
    """A form is filled in by a form; JSON would bring numbers and lists where fields expect text."""

    def wrap_formdata(self, form: Any, formdata: Any) -> Any:
        if formdata is not None and request.is_json:
            return ImmutableMultiDict()
        return super().wrap_formdata(form, formdata)


def init_app(app: Flask) -> None:
    FlaskForm.Meta = OnlyForms  # type: ignore[misc]
    app.json = StrictJson(app)
    app.before_request(_limit_text)
    app.before_request(_refuse_unreadable)
    app.after_request(_squeeze)
    app.after_request(_harden)


def _limit_text() -> None:
    """Only files may be large: the longest post, percent-encoded, is half of this."""
    if "CONTENT_TYPE" not in request.environ or request.mimetype != "multipart/form-data":
        request.max_content_length = MOST_TEXT
    elif route := current_app.extensions["routes"].get(request.endpoint):
        request.max_content_length = route.largest or request.max_content_length


def _refuse_unreadable() -> None:
    if any(UNREADABLE.search(each) for each in _texts()):
        raise BadRequest()


def _texts() -> Iterator[str]:
    """What is written plainly needs no decoding to be known as readable."""
    yield request.path
    if not _plain(request.environ.get("QUERY_STRING", ""), "%"):
        yield from _inside(request.args)
    if not _plain(request.environ.get("HTTP_COOKIE", ""), "\\"):
        yield from _inside(request.cookies)
    if "CONTENT_TYPE" in request.environ and request.mimetype in FORMS:
        yield from _inside(request.form)
        for file in request.files.values():
            yield file.filename or ""


def _plain(written: str, escape: str) -> bool:
    return escape not in written and written.isascii() and written.isprintable()


def _inside(shelf: MultiDict[str, str]) -> Iterator[str]:
    yield from shelf.keys()
    for values in shelf.listvalues():
        yield from values


def _harden(response: Response) -> Response:
    config: Config = current_app.extensions["config"]
    carried = {name.lower() for name, _ in response.headers}
    wanted = _safe_headers(config.https, g.get("nonce", ""), g.get("forms_lead_to", ""))
    response.headers.extend([each for each in wanted if each[0].lower() not in carried])
    return response


def say_who_may_keep(response: Response) -> None:
    """Where the view has not said it. Asked last, when it is known whether the answer sets a cookie."""
    headers = response.headers
    if "Cache-Control" not in headers:
        personal = (
            request.method not in ("GET", "HEAD") or web.personal() or "Set-Cookie" in headers
        )
        headers["Cache-Control"] = "private, no-store" if personal else "no-cache"


@lru_cache(maxsize=64)
def _safe_headers(https: bool, nonce: str, forms_lead_to: str) -> tuple[tuple[str, str], ...]:
    script = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    forms = f"'self' {forms_lead_to}" if forms_lead_to else "'self'"
    policy = (
        f"default-src 'none'; script-src {script}; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src 'self'; media-src 'self'; frame-src {' '.join(FRAMED)}; manifest-src 'self'; worker-src 'self'; form-action {forms}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    strict = (("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),)
    return (
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
        *(strict if https else ()),
    )


def _squeeze(response: Response) -> Response:
    """Compress text; a file name of random length in the gzip header blurs the size of personal pages."""
    kind = response.mimetype or ""
    fitting = kind.startswith("text/") or kind.endswith(("json", "xml"))
    if (
        not fitting
        or response.direct_passthrough
        or response.is_streamed
        or "Content-Encoding" in response.headers
    ):
        return response
    _vary(response)
    if "page_key" in g or not pages.takes_gzip() or (response.content_length or 0) < 1000:
        return response
    response.set_data(_gzip_with_noise(response.get_data()))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _vary(response: Response) -> None:
    if "Vary" in response.headers:
        response.vary.add("Accept-Encoding")
    else:
        response.headers["Vary"] = "Accept-Encoding"


def _gzip_with_noise(body: bytes) -> bytes:
    plain = gzip.compress(body, LEVEL, mtime=0)
    noise = b"x" * (1 + secrets.randbelow(64)) + b"\x00"
    return plain[:3] + b"\x08" + plain[4:10] + noise + plain[10:]
