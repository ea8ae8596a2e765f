"""A throw-away room, for tests of what every room stands on. What it did stands in the audit."""

import contextvars
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Response, jsonify, request
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import insert, select, text

from community import app as house_plan
from community.config import Config
from community.kernel import audit, clock, jobs, schema, site, web
from community.kernel.application import Application
from community.kernel.audit import AuditRow
from community.kernel.db import Base, db
from community.kernel.events import Event, announce, on
from community.kernel.permissions import SYSTEM, Rule, active, anyone, moderator
from community.kernel.refusals import Refusal
from community.kernel.room import Room, get, post
from community.kernel.settings import Setting

oven = SimpleNamespace(hot=False, slow=0.0)


@dataclass(frozen=True, kw_only=True)
class Baked(Event):
    loaf: int


class OvenCold(Refusal):
    status = 409
    sentence = "The oven %(name)s is cold. Heat it first."


def write_down(action: str, number: int = 0) -> None:
    audit.record(action, "loaf", number, by=SYSTEM)


def written(action: str) -> list[int | None]:
    query = select(AuditRow.subject_id).where(AuditRow.action == action).order_by(AuditRow.id)
    return list(db.session.scalars(query))


@on(Baked)
def count(event: Baked) -> None:
    write_down("counted", event.loaf)


@on(Baked)
def taste(event: Baked) -> None:
    if oven.hot:
        raise RuntimeError("burned my tongue")
    write_down("tasted", event.loaf)


@jobs.job()
def bake(number: int) -> None:
    write_down("baked", number)


@jobs.job()
def burn(number: int = 0) -> None:
    write_down("begun", number)
    db.session.flush()
    raise RuntimeError("too hot")


@jobs.job(alone=True)
def deliver(number: int) -> None:
    write_down("delivered", number)
    db.session.commit()


@jobs.job(every=timedelta(hours=1))
def sweep() -> None:
    write_down("swept")


def loaves() -> Response:
    return web.page("errors/plain.html", refusal=f"{len(written('baked'))} loaves", locale="en")


def oven_page() -> Response:
    raise OvenCold(name="<b>Hilda</b>", fields={"wood": "Add some."})


def bake_now() -> Any:
    number = request.form.get("number", 0, type=int)
    announce(Baked(loaf=number))
    write_down("baked", number)
    if request.form.get("burn"):
        raise OvenCold(name="Hilda")
    site.bump()
    return web.see_other("/loaves")


def peek() -> str:
    write_down("peeked")
    return "written"


def greet() -> Response:
    return web.page("errors/plain.html", refusal=request.args.get("name", ""), locale="en")


def with_cookie() -> Response:
    answer = Response("yours")
    answer.set_cookie("visit", "1")
    return answer


def token() -> str:
    return generate_csrf()


def with_nonce() -> str:
    return web.csp_nonce()


def by_number(number: int) -> str:
    return str(number)


def recipe() -> Response:
    return jsonify(request.get_json())


def crumble() -> str:
    raise RuntimeError("a secret about the dough")


def spill(kind: str) -> str:
    if kind == "full":
        raise OSError(28, "No space left on device")
    if kind == "twice":
        db.session.execute(insert(AuditRow), [_row(7), _row(7)])
    if kind == "large":
        db.session.scalar(select(AuditRow.id).where(AuditRow.id == 10**30))
    if kind == "surrogate":
        db.session.scalar(select(AuditRow.id).where(AuditRow.action == "\ud800"))
    if kind == "nul":
        db.session.scalar(select(AuditRow.id).where(AuditRow.action == "\x00"))
    return "held"


def _row(number: int) -> dict[str, Any]:
    return {"id": number, "at": clock.now(), "action": "", "subject_kind": ""}


ROUTES = [
    get("/loaves", loaves, version=lambda: str(len(written("baked")))),
    get("/greeting", greet, version=lambda: "1"),
    get("/cookie", with_cookie, version=lambda: "1"),
    get("/token", token),
    get("/nonce", with_nonce, version=lambda: "1"),
    get("/back-room", loaves, "bakery.manage", name="back_room", version=lambda: None),
    get("/oven", oven_page),
    get("/peek", peek),
    get("/number/<int:number>", by_number, version=lambda number: str(number)),
    get("/crumble", crumble),
    get("/spill/<kind>", spill),
    get("/search", greet, name="search", limit="search"),
    post("/loaves", bake_now, "bakery.bake", name="bake"),
    post("/orders", bake_now, "bakery.order", name="order", limit="flag"),
    post("/forgotten", bake_now, "bakery.forgotten", name="forgotten"),
    post("/recipes", recipe, "bakery.bake", csrf=False),
]

ROOM = Room(
    "bakery",
    routes=ROUTES,
    subscribers=sys.modules[__name__],
    jobs=sys.modules[__name__],
    settings=[
        Setting("bakery.sign", "Open", "Sign", choices=("Open", "Closed")),
        Setting("bakery.ovens", 2, "Ovens"),
    ],
    permissions={
        "bakery.bake": Rule(anyone),
        "bakery.order": Rule(active),
        "bakery.manage": Rule(moderator),
    },
    context=lambda: {"brand": SimpleNamespace(name="Bakery", tagline="", logo_url="")},
)


class Customer(FlaskClient):
    """Asks in a context of its own, as over the network, also from inside a test's context."""

    def open(self, *args: Any, **options: Any) -> Any:
        return contextvars.Context().run(super().open, *args, **options)


def open_bakery(data: Path, database_url: str = "", **settings: Any) -> Application:
    """A real application whose only room is this one, with its tables made."""
    floors = house_plan.rooms
    floors()  # so that every table is known from the beginning, whatever other tests import
    house_plan.rooms = lambda: [ROOM]
    try:
        app = house_plan.create_app(
            Config(data=data, database_url=database_url, **{"testing": True, **settings})
        )
    finally:
        house_plan.rooms = floors
    app.test_client_class = Customer
    with app.app_context():
        Base.metadata.create_all(db.engine)
        _say_newest()
    return app


def _say_newest() -> None:
    """As after a migration, but in a tenth of the time."""
    with db.engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
        )
        connection.execute(text("DELETE FROM alembic_version"))
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": schema.wanted()}
        )


def emptied(app: Application) -> None:
    oven.hot, oven.slow = False, 0.0
    with app.app_context():
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
    for name in ("kept_with_site",):
        app.extensions.pop(name, None)


def eventually(claim: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(Exception):
            if claim():
                return True
        time.sleep(0.05)
    return False
