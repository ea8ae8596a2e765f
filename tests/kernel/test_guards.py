"""What every request must pass: readable text, bounded forms, strict JSON, one permission table."""

import io
import time

import pytest
from flask.testing import FlaskClient

from community.kernel import web
from community.kernel.application import Application
from community.kernel.permissions import NOBODY, SYSTEM, may, require
from community.kernel.refusals import NotAllowed, SignInNeeded

ELSEWHERE = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "http:evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "/ /evil.example",
    "evil.example", "/\x00/evil.example", "\t//evil.example", "https:/evil.example", "/\\/evil.example",
    "data:text/html,x", "", None, "/" + "a" * 2001, "//[::1]", "/a\\b", " /x", "?next=//evil.example",
]  # fmt: skip


@pytest.mark.parametrize("path", ELSEWHERE)
def test_b10_a_way_off_the_site_leads_home(path: str | None) -> None:
    assert web.local(path) == "/"


@pytest.mark.parametrize(
    "path", ["/", "/t/7/a-title?page=2#post-9", "/search?q=%2F%2Fevil.example", "/@ada"]
)
def test_b10_a_way_on_the_site_is_kept(path: str) -> None:
    assert web.local(path) == path


@pytest.mark.parametrize("value", ["a%00b", "%00"])
@pytest.mark.parametrize(
    "place", ["path", "query value", "query name", "form value", "form name", "cookie"]
)
def test_e9_a_nul_is_refused_wherever_it_stands(
    customer: FlaskClient, place: str, value: str
) -> None:
    raw = value.replace("%00", "\x00")
    if place == "path":
        answer = customer.get(f"/greeting/{value}")
    elif place == "query value":
        answer = customer.get(f"/greeting?name={value}")
    elif place == "query name":
        answer = customer.get(f"/greeting?{value}=x")
    elif place == "cookie":
        plain = customer.application.test_client(use_cookies=False)
        answer = plain.get("/greeting", headers={"Cookie": 'visit="a\\000b"'})
    else:
        answer = customer.post(
            "/loaves", data={"name": raw} if place == "form value" else {raw: "x"}
        )
    assert answer.status_code == 400


def test_e9_a_nul_in_a_file_name_is_refused(customer: FlaskClient) -> None:
    file = (io.BytesIO(b"x"), "a\x00.png")
    assert (
        customer.post(
            "/loaves", data={"file": file}, content_type="multipart/form-data"
        ).status_code
        == 400
    )


@pytest.mark.parametrize("query", ["%ff%fe", "%c0%af", "%ed%a0%80", "%f8%88%80%80%80"])
def test_e9_broken_utf_8_is_no_fault(customer: FlaskClient, query: str) -> None:
    for path in (f"/greeting?name={query}", f"/greeting?{query}=1", f"/{query}"):
        assert customer.get(path).status_code in (200, 400, 404)
    body = customer.post(
        "/loaves", data=f"number={query}".encode(), content_type="application/x-www-form-urlencoded"
    )
    assert body.status_code < 500 or body.status_code == 507


def test_e7_a_hundred_thousand_parts_are_too_many(customer: FlaskClient) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    started = time.perf_counter()
    answer = customer.post(
        "/loaves",
        data=part * 100_000 + b"--b--\r\n",
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code == 413
    assert time.perf_counter() - started < 3


def test_e7_a_carriage_return_and_fifty_megabytes(customer: FlaskClient) -> None:
    body = b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r" + b"x" * 50_000_000
    started = time.perf_counter()
    answer = customer.post("/loaves", data=body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 413
    assert time.perf_counter() - started < 3


def test_e7_no_boundary_is_no_fault(customer: FlaskClient) -> None:
    answer = customer.post("/loaves", data=b"--b\r\n", content_type="multipart/form-data")
    assert answer.status_code in (303, 400, 413)


def test_e6_a_field_of_a_megabyte_is_too_large(customer: FlaskClient) -> None:
    answer = customer.post("/loaves", data={"number": "1" * 1_000_000})
    assert answer.status_code == 413


BAD_JSON = {
    "not a number": b"NaN",
    "infinite": b"-Infinity",
    "infinite digits": b"1e999",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "deep and closed": b"[" * 1000 + b"]" * 1000,
    "a name twice": b'{"role":"fan","role":"admin"}',
    "a lone surrogate": b'{"name":"\\ud800"}',
    "a lone surrogate as a name": b'{"\\udfff":1}',
    "a NUL": b'{"name":"\\u0000"}',
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "overlong UTF-8": b'{"a":"\xc0\xaf"}',
    "a huge number": b"9" * 5000,
    "more than a database holds": b"9223372036854775808",
    "cut off": b'{"a":',
    "nothing": b"",
    "trailing": b"{} {}",
}


@pytest.mark.parametrize("kind", BAD_JSON)
def test_e8_json_that_is_none_is_refused(customer: FlaskClient, kind: str) -> None:
    answer = customer.post("/recipes", data=BAD_JSON[kind], content_type="application/json")
    assert answer.status_code == 400


def test_e8_json_that_is_some_is_read(customer: FlaskClient) -> None:
    sent = {
        "name": "Brot 🍞 نان",
        "grams": 500.5,
        "left": -(2**63) + 1,
        "list": [None, True, {"deep": []}],
    }
    assert customer.post("/recipes", json=sent).get_json() == sent


def test_who_is_not_named_in_a_rule_is_refused(bakery: Application) -> None:
    with bakery.app_context():
        assert not may(SYSTEM, "bakery.forgotten")
        assert may(NOBODY, "bakery.bake")
        assert may(SYSTEM, "bakery.order")
        with pytest.raises(SignInNeeded):
            require(NOBODY, "bakery.order")
        with pytest.raises(NotAllowed):
            require(SYSTEM, "bakery.nothing")


def test_a_route_whose_rule_nobody_declared_is_closed(customer: FlaskClient) -> None:
    assert customer.post("/forgotten").status_code == 401


@pytest.mark.parametrize(
    "path", ["/back-room/", "//back-room", "/%62ack-room", "/back-room;x", "/Back-Room"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_c16_no_other_spelling_opens_a_closed_door(
    customer: FlaskClient, path: str, method: str
) -> None:
    headers = {
        "X-HTTP-Method-Override": "GET",
        "X-Original-URL": "/greeting",
        "X-Rewrite-URL": "/greeting",
    }
    answer = customer.open(path, method=method, headers=headers)
    assert "loaves" not in answer.text
    assert answer.status_code in (200, 303, 308, 404, 405)
    assert answer.status_code != 200 or method == "OPTIONS"


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "Forwarded", "Host"]
)
def test_b17_no_header_names_our_address(bakery: Application, header: str) -> None:
    with bakery.test_request_context("/", headers={header: "evil.example"}):
        assert web.external("/t/7") == "http://127.0.0.1:8000/t/7"


def test_safe_headers_stand_on_every_answer(customer: FlaskClient) -> None:
    for path in ("/loaves", "/nowhere", "/oven", "/healthz"):
        headers = customer.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Referrer-Policy"]


def test_a_nonce_lasts_one_answer(customer: FlaskClient) -> None:
    first, second = customer.get("/nonce"), customer.get("/nonce")
    assert first.text != second.text
    assert f"'nonce-{first.text}'" in first.headers["Content-Security-Policy"]
    assert "nonce" not in customer.get("/loaves").headers["Content-Security-Policy"]
