"""The application: Flask with one transaction per request and the page cache in front of the views."""

import time
from collections.abc import Callable, MutableMapping
from contextlib import nullcontext
from functools import wraps
from typing import Any

from flask import Flask, Response, g, request
from flask.templating import Environment
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from community.config import Config
from community.kernel import (
    errors,
    hardening,
    health,
    limits,
    metrics,
    pages,
    patterns,
    pieces,
    web,
)
from community.kernel.db import db, has_changes, reading
from community.kernel.permissions import NOBODY, may, require
from community.kernel.room import Room, Route
from community.kernel.sessions import Sessions


class Templates(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """No template here has globals of its own; a chain of two dictionaries costs a tenth of a page."""
        return {**self.globals, **d} if d else self.globals


class Application(Flask):
    jinja_environment = Templates

    def full_dispatch_request(self) -> Response:
        began = time.perf_counter()
        with reading() if self._only_reads() else nullcontext():
            response = super().full_dispatch_request()
        metrics.count_request(request.endpoint, response.status_code, time.perf_counter() - began)
        return response

    def preprocess_request(self) -> ResponseReturnValue | None:
        return super().preprocess_request() or self._known_page()

    def dispatch_request(self) -> ResponseReturnValue:
        answer = self.make_response(super().dispatch_request())
        if answer.status_code >= 400:
            db.session.rollback()
        elif not self._only_reads() or has_changes():
            db.session.commit()
        return answer

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Everything here is plain functions; Flask would ask that of each of them in each request."""
        return func

    def process_response(self, response: Response) -> Response:
        if "known_page" in g:
            return response
        response = super().process_response(response)
        hardening.say_who_may_keep(response)
        return pages.remember(response)

    def _only_reads(self) -> bool:
        route = self._route()
        return request.method in ("GET", "HEAD", "OPTIONS") and not (route and route.writes)

    def _known_page(self) -> Response | None:
        """The page as it was last rendered, if this address's version says that nothing changed since."""
        route = self._route()
        if (
            route is None
            or route.version is None
            or web.personal()
            or web.is_fragment()
            or not self._only_reads()
        ):
            return None
        version = route.version(**(request.view_args or {}))
        return None if version is None else pages.known(version)

    def _route(self) -> Route | None:
        return self.extensions["routes"].get(request.endpoint)


class SmallNumber(IntegerConverter):
    """Numbers in addresses that a database can hold; a longer one is simply not found."""

    regex = r"\d{1,18}"


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
        REMEMBER_COOKIE_NAME="remember_token",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # some browsers send no referrer; a __Host- cookie cannot be planted anyway
        MAX_CONTENT_LENGTH=10 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=512 * 1024,
        MAX_FORM_PARTS=200,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.session_interface = Sessions()
    app.url_map.converters["int"] = SmallNumber
    app.jinja_env.auto_reload = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    hardening.init_app(app)
    web.csrf.init_app(app)
    _know_readers(app)
    errors.init_app(app)
    health.init_app(app)
    app.jinja_env.globals.update(
        csp_nonce=web.csp_nonce,
        form_token=pieces.form_token,
        keep_piece=pieces.keep_piece,
        known_piece=pieces.known_piece,
        may=_may,
        navigation=web.navigation,
        repeated=patterns.repeated,
        return_here=pieces.return_here,
    )


def _know_readers(app: Flask) -> None:
    web.login.init_app(app)
    web.login.anonymous_user = lambda: NOBODY  # type: ignore[assignment]
    web.login.session_protection = None
    if web.login._user_callback is None:
        web.login.user_loader(lambda token: None)


def _may(name: str, thing: Any = None) -> bool:
    return may(web.actor(), name, thing)


def open_doors(app: Application, rooms: list[Room]) -> None:
    """Every address of every room."""
    for room in rooms:
        for route in room.routes:
            _add(app, room.name, route)


def _add(app: Application, room: str, route: Route) -> None:
    endpoint = f"{room}.{route.name}"
    guarded = _guarded(route)
    guarded.__module__, guarded.__name__ = endpoint, route.name
    if not route.csrf:
        web.csrf.exempt(guarded)
    if endpoint in app.view_functions:
        raise ValueError(f"two routes are named {endpoint}; give one `name=`")
    app.extensions["routes"][endpoint] = route
    app.add_url_rule(route.rule, endpoint, guarded, methods=[*route.methods])


def _guarded(route: Route) -> Callable[..., ResponseReturnValue]:
    @wraps(route.view)
    def guarded(**values: Any) -> ResponseReturnValue:
        reader = web.actor() if route.permission or route.limit else NOBODY
        if route.permission:
            require(reader, route.permission)
        if route.limit:
            limits.hit(route.limit, f"account:{reader.id}" if reader.signed_in else "")
        return route.view(**values)

    return guarded
