"""/healthz, /readyz and /metrics: for the machine that watches, never for readers."""

import hmac
import time
from ipaddress import ip_address

from flask import Flask, Response, current_app, jsonify, request
from sqlalchemy.exc import SQLAlchemyError

from community.kernel import metrics, schema
from community.kernel.db import reading
from community.kernel.refusals import NotFound

BEHIND_A_PROXY = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")


def init_app(app: Flask) -> None:
    app.add_url_rule("/healthz", "health.healthz", healthz)
    app.add_url_rule("/readyz", "health.readyz", readyz)
    app.add_url_rule("/metrics", "health.metrics", shown_metrics)


def healthz() -> Response:
    """The process answers; nothing else is asked, so nothing else can make it fail."""
    return _fresh(jsonify(alive=True))


def readyz() -> Response:
    """The database answers and has the schema that this code needs."""
    started = time.perf_counter()
    try:
        with reading():
            found = schema.present()
    except SQLAlchemyError:
        found = ""
    ready = found == schema.wanted()
    milliseconds = round((time.perf_counter() - started) * 1000, 1)
    response = jsonify(ready=ready, schema=found or None, milliseconds=milliseconds)
    response.status_code = 200 if ready else 503
    return _fresh(response)


def shown_metrics() -> Response:
    """In Prometheus' form, for this machine or whoever knows the token; for all others it is not there."""
    if not (_from_here() or _knows_the_token()):
        raise NotFound
    body, kind = metrics.collected()
    return _fresh(Response(body, content_type=kind))


def _from_here() -> bool:
    """Behind a proxy everybody seems to come from here, so its headers count against it."""
    if any(name in request.headers for name in BEHIND_A_PROXY):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _knows_the_token() -> bool:
    token = current_app.extensions["config"].metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(token.encode(), given.encode())


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
