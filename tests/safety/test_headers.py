"""What every answer carries on the way out, and what a browser keeps of us, over http and https."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.app import create_app
from community.commons import links
from community.config import Config
from community.kernel.db import Base, db
from community.kernel.permissions import SYSTEM
from tests.cast import Cast, password_of
from tests.conftest import Browser
from tests.safety.asking import Answer, Reader
from tests.safety.world import World

OTHERS = (
    "https://evil.example", "https://evil127.0.0.1:8000", "http://127.0.0.1:8000.evil.example", "http://127.0.0.1:80001",
    "http://evil.example/127.0.0.1:8000", "null", "file://", "http://127.0.0.1:8000@evil.example",
)  # fmt: skip
ATTRIBUTES = {"secure", "httponly", "path=/", "samesite=lax"}


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Flask]:
    """A community that is served over https."""
    app = create_app(Config(data=tmp_path, base_url="https://fans.brand.org", testing=True))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visitor(secured: Flask) -> FlaskClient:
    secured.test_client_class = Browser
    return secured.test_client()


def test_a1_every_answer_carries_a_policy_without_holes(
    world: World, reader: Callable[[str], Reader]
) -> None:
    wrong = {}
    for name in ("stranger", "fan", "admin"):
        answers = {path: reader(name).get(path) for path in [*world.pages(), "/nowhere"]}
        answers |= {
            f"POST {rule}": reader(name).ask("POST", world.path(rule))
            for rule, _route in world.rules("POST")
        }
        for path, answer in answers.items():
            if fault := hole_in(answer):
                wrong[name, path] = fault
    assert wrong == {}


def hole_in(answer: Answer) -> str:
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    if "sandbox" not in policy and not {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(
        policy.split("; ")
    ):  # fmt: skip
        return policy or "no policy"
    if "unsafe" in policy or re.search(r"(script|style)-src[^;]*(\*|https?:|data:)", policy):
        return policy
    if headers.get("X-Content-Type-Options") != "nosniff" or "Referrer-Policy" not in headers:
        return "headers are missing"
    if "Strict-Transport-Security" in headers:
        return "https is promised over http"
    return ""


def test_b12_over_https_cookies_are_bound_to_this_host_and_to_https(
    secured: Flask, visitor: FlaskClient
) -> None:
    """Nothing can plant, read or send them but this host over https: both prefixes and attributes say so."""
    assert Cast().fan
    links.create("spring", "/latest", "instagram", by=SYSTEM)
    db.session.commit()
    form = visitor.get("/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form.text)[1]  # type: ignore[index]
    fields = {"email": "ada@fans.example", "password": password_of("ada"), "csrf_token": token}
    entered = visitor.post("/sign-in", data=fields, headers={"Referer": "https://fans.brand.org/"})
    visited = visitor.get("/go/spring")
    assert entered.status_code == 303
    kept = [
        each for answer in (form, entered, visited) for each in answer.headers.getlist("Set-Cookie")
    ]
    names = {each.partition("=")[0] for each in kept}
    assert names == {"__Host-session", "__Host-visit"}
    for each in kept:
        given = {part.strip().lower() for part in each.split(";")[1:]}
        assert given >= ATTRIBUTES and not any(part.startswith("domain") for part in given), each


def test_https_is_asked_for_on_every_answer(visitor: FlaskClient) -> None:
    for path in ("/", "/latest", "/sign-in", "/nowhere", "/healthz", "/feed.atom", "/brand.css"):
        promised = visitor.get(path).headers["Strict-Transport-Security"]
        assert int(promised.partition("max-age=")[2].partition(";")[0]) >= 31_536_000, path


def test_c23_no_other_origin_is_let_in(world: World, reader: Callable[[str], Reader]) -> None:
    let_in = {}
    for path in world.pages():
        for origin in OTHERS if path in ("/", "/latest", "/settings/profile") else OTHERS[:1]:
            asked = {"Access-Control-Request-Method": "POST", "Origin": origin}
            for method in ("GET", "OPTIONS"):
                answer = reader("fan").ask(method, path, headers=asked)
                told = [
                    name for name, _ in answer.headers if name.lower().startswith("access-control")
                ]
                if told or origin in str(dict(answer.headers)):
                    let_in[path, method, origin] = told
    assert let_in == {}
