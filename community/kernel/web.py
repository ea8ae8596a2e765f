"""How views answer: a page, a fragment of it, or problem+json; one transaction per request."""

import gzip
import re
import secrets
from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from community.config import Config
from community.kernel import i18n, limits, pages, site
from community.kernel.db import db, reading
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import NOBODY, may, require
from community.kernel.refusals import Invalid, NotFound, Refusal, SignInNeeded, TooLarge
from community.kernel.room import Route, house
from community.kernel.slots import Entry, EntryList

UNREADABLE = re.compile("[\x00\ud800-\udfff]")
csrf = CSRFProtect()
login = LoginManager()


class BadRequest(Refusal):
    status = 400
    sentence = _l("This request has characters or a form that we cannot read.")


class FormExpired(Refusal):
    status = 400
    sentence = _l("This form is too old or was opened before you signed in. Go back, reload the page and send it again.")


class Unavailable(Refusal):
    status = 503
    sentence = _l("The community is catching its breath. Nothing is lost; try again in a few seconds.")


class Application(Flask):
    """Flask with one transaction per request and the page cache in front of the views."""

    def full_dispatch_request(self) -> Response:
        route = self.extensions["routes"].get(request.endpoint)
        only_reads = request.method in ("GET", "HEAD") and not (route and route.writes)
        with reading() if only_reads else nullcontext():
            if route and route.version and only_reads and self.session_cookie not in request.cookies:
                return self._cached(route)
            return super().full_dispatch_request()

    def dispatch_request(self) -> ResponseReturnValue:
        answer = self.make_response(super().dispatch_request())
        if answer.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
        return answer

    @property
    def session_cookie(self) -> str:
        return self.config["SESSION_COOKIE_NAME"]

    def _cached(self, route: Route) -> Response:
        own = route.version(**(request.view_args or {})) if route.version else None
        if own is None:
            return super().full_dispatch_request()
        language = pages.reader_language()
        version = f"{own}-{site.version()}"
        tag, key, cache = pages.etag(version, language), pages.key_for(version, language), self.extensions["pages"]
        if tag in request.headers.get("If-None-Match", ""):
            return Response(status=304, headers={"ETag": tag, "Vary": pages.VARY, "Cache-Control": pages.PUBLIC})
        if kept := cache.get(key):
            return pages.answer(kept, tag)
        g.cacheable = True
        response = super().full_dispatch_request()
        if response.status_code == 200 and not response.headers.get("Set-Cookie"):
            cache.put(key, kept := pages.keep(response))
            return pages.answer(kept, tag)
        return response


def init_app(app: Application, config: Config) -> None:
    app.extensions["routes"] = {}
    app.config.update(
        SECRET_KEY=config.secret,
        SESSION_COOKIE_NAME="__Host-session" if config.https else "session",
        SESSION_COOKIE_SECURE=config.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=60 * 60 * 24 * 60,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=10 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
        MAX_FORM_PARTS=200,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.auto_reload = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    csrf.init_app(app)
    login.init_app(app)
    login.anonymous_user = lambda: NOBODY  # type: ignore[assignment]
    login.session_protection = None
    app.before_request(_refuse_unreadable)
    app.after_request(_harden)
    app.after_request(_squeeze)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, lambda error: _refused(FormExpired()))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _broken)
    app.jinja_env.globals.update(csp_nonce=csp_nonce, navigation=navigation, may=lambda name, thing=None: may(actor(), name, thing))


def add_route(app: Flask, room: str, route: Route) -> None:
    endpoint = f"{room}.{route.name}"

    @wraps(route.view)
    def guarded(**values: Any) -> ResponseReturnValue:
        if route.permission:
            require(actor(), route.permission)
        if route.limit:
            limits.hit(route.limit, f"account:{actor().id}" if actor().signed_in else "")
        return route.view(**values)

    guarded.__module__, guarded.__name__ = endpoint, route.name
    if not route.csrf:
        csrf.exempt(guarded)
    if endpoint in app.view_functions:
        raise ValueError(f"two routes are named {endpoint}; give one `name=`")
    app.extensions["routes"][endpoint] = route
    app.add_url_rule(route.rule, endpoint, guarded, methods=[*route.methods])


def actor() -> Any:
    """Who acts in this request: an account, or NOBODY."""
    return current_user._get_current_object()  # type: ignore[attr-defined]


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A whole page, with what every layout needs."""
    return Response(render_template(template, **_surroundings(), **context), status)


def answer(template: str, fragment: str, status: int = 200, **context: Any) -> Response:
    """The `fragment` template for htmx, the whole page for everybody else."""
    if is_fragment():
        return Response(render_template(fragment, **_surroundings(), **context), status)
    return page(template, status, **context)


def is_fragment() -> bool:
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def wants_json() -> bool:
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def see_other(path: str) -> ResponseReturnValue:
    """303 to a page of this site."""
    return redirect(local(path), 303)


def local(path: str | None, otherwise: str = "/") -> str:
    """`path` if it stays on this site, else `otherwise`: the guard against open redirects."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return otherwise
    if any(ord(letter) < 33 or letter == "\\" for letter in path) or len(path) > 2000:
        return otherwise
    parts = urlsplit(path)
    return otherwise if parts.scheme or parts.netloc else path


def external(path: str) -> str:
    """The address to write in mails and feeds; never taken from the request."""
    return current_app.extensions["config"].base_url + path


def csp_nonce() -> str:
    """For the rare page that needs an inline script; pages without one carry no nonce."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return g.nonce


def navigation(place: str) -> list[dict[str, Any]]:
    """The entries of one place that this reader may use, in order."""
    reader, slots = actor(), house().slots
    entries: list[tuple[int, dict[str, Any]]] = []
    for entry in slots.of(Entry):
        if entry.place == place and (not entry.permission or may(reader, entry.permission)):
            count = entry.count(reader) if entry.count else 0
            entries.append((entry.order, {"label": entry.label, "url": entry.path, "icon": entry.icon, "count": count}))
    for listed in slots.of(EntryList):
        if listed.place == place:
            entries.extend((listed.order, each) for each in listed.load(reader))
    return [{**each, "current": request.path == each["url"]} for _, each in sorted(entries, key=lambda pair: pair[0])]


def _surroundings() -> dict[str, Any]:
    around: dict[str, Any] = {"actor": actor(), "locale": i18n.language(), "direction": i18n.direction()}
    for room in house().rooms:
        if room.context:
            around.update(room.context())
    return around


def _refuse_unreadable() -> None:
    texts = [request.path, *request.args.values(), *request.args.keys()]
    if request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data"):
        texts += [*request.form.keys(), *request.form.values(), *(file.filename or "" for file in request.files.values())]
    if any(UNREADABLE.search(each) for each in texts):
        raise BadRequest()


def _harden(response: Response) -> Response:
    config: Config = current_app.extensions["config"]
    script = f"'self' 'nonce-{g.nonce}'" if "nonce" in g else "'self'"
    response.headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src {script}; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
    if config.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if "Cache-Control" not in response.headers:
        personal = session.accessed or request.method not in ("GET", "HEAD")
        response.headers["Cache-Control"] = "private, no-store" if personal else "no-cache"
    return response


def _squeeze(response: Response) -> Response:
    """Compress text; a file name of random length in the gzip header blurs the size of personal pages."""
    fitting = response.mimetype.startswith("text/") or response.mimetype.endswith(("json", "xml"))
    if not fitting or response.direct_passthrough or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if "gzip" not in request.headers.get("Accept-Encoding", "") or (response.content_length or 0) < 1000:
        return response
    response.set_data(_gzip_with_noise(response.get_data()))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _gzip_with_noise(body: bytes) -> bytes:
    plain = gzip.compress(body, 5, mtime=0)
    noise = b"x" * (1 + secrets.randbelow(64)) + b"\x00"
    return plain[:3] + b"\x08" + plain[4:10] + noise + plain[10:]


def _refused(refusal: Refusal) -> ResponseReturnValue:
    db.session.rollback()
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    if wants_json():
        problem = {"type": f"/problems/{refusal.code}", "title": str(refusal), "status": refusal.status}
        if refusal.fields:
            problem["fields"] = {name: str(sentence) for name, sentence in refusal.fields.items()}
        response = jsonify(problem)
        response.mimetype = "application/problem+json"
        return response, refusal.status, headers
    if isinstance(refusal, SignInNeeded) and request.method == "GET":
        return redirect("/sign-in?next=" + quote(request.full_path.rstrip("?"), safe="/"), 303)
    response = answer("errors/error.html", "errors/_notice.html", refusal.status, refusal=refusal)
    response.headers.extend(headers)
    return response


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    kinds: dict[int, type[Refusal]] = {404: NotFound, 413: TooLarge, 422: Invalid}
    refusal = kinds.get(error.code, BadRequest)()
    refusal.status = error.code  # type: ignore[misc]
    return _refused(refusal)


def _database_away(error: OperationalError) -> ResponseReturnValue:
    current_app.logger.error("the database did not answer: %s", error.orig)
    return _plain_page(Unavailable(retry_after=5))


def _broken(error: Exception) -> ResponseReturnValue:
    current_app.logger.exception("a page broke: %s %s", request.method, request.path)
    if current_app.config.get("PROPAGATE_EXCEPTIONS") or current_app.testing:
        raise error
    return _plain_page(Broken())


class Broken(Refusal):
    status = 500
    sentence = _l("Something broke on our side, and it has been noted. Try again in a moment.")


def _plain_page(refusal: Refusal) -> ResponseReturnValue:
    """A page that needs neither database nor session."""
    db.session.rollback()
    body = render_template("errors/plain.html", refusal=refusal, locale=pages.reader_language())
    return Response(body, refusal.status, headers={"Retry-After": str(refusal.retry_after or 10), "Cache-Control": "no-store"})


Render = Callable[..., Response]
