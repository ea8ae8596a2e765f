"""A refusal is a page for people, a notice for a fragment and problem+json for programs."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import exc

from community.kernel import errors
from community.kernel.application import Application


def test_a_refusal_is_a_page(customer: FlaskClient) -> None:
    answer = customer.get("/oven")
    assert answer.status_code == 409
    assert "is cold. Heat it first." in answer.text
    assert "<html" in answer.text


def test_a16_what_a_refusal_repeats_is_text(customer: FlaskClient) -> None:
    assert "<b>Hilda" not in customer.get("/oven").text
    assert "&lt;b&gt;Hilda&lt;/b&gt;" in customer.get("/oven").text


def test_a_refusal_is_a_notice_for_a_fragment(customer: FlaskClient) -> None:
    answer = customer.get("/oven", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "is cold" in answer.text
    assert "<html" not in answer.text


def test_a_refusal_is_a_problem_for_programs(customer: FlaskClient) -> None:
    answer = customer.get("/oven", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json() == {
        "type": "/problems/oven-cold",
        "title": "The oven <b>Hilda</b> is cold. Heat it first.",
        "status": 409,
        "fields": {"wood": "Add some."},
    }


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/nowhere", "GET", 404),
        ("/api/v1/nowhere", "GET", 404),
        ("/oven", "DELETE", 405),
        ("/number/9999999999999999999999", "GET", 404),
        ("/number/-1", "GET", 404),
        ("/back-room", "POST", 405),
    ],
)
def test_what_is_not_there_has_its_own_page(
    customer: FlaskClient, path: str, method: str, status: int
) -> None:
    answer = customer.open(path, method=method)
    assert answer.status_code == status
    expected = "application/problem+json" if path.startswith("/api/") else "text/html"
    assert answer.mimetype == expected


def test_a_wrong_method_says_which_are_right(customer: FlaskClient) -> None:
    assert "GET" in customer.delete("/oven").headers["Allow"]


def test_somebody_unknown_is_sent_to_sign_in_and_back(customer: FlaskClient) -> None:
    answer = customer.get("/back-room?page=2")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/back-room%3Fpage%3D2"


def test_a_fragment_sends_the_whole_page_to_sign_in(customer: FlaskClient) -> None:
    answer = customer.get(
        "/back-room", headers={"HX-Request": "true", "HX-Current-URL": "https://evil.example/x"}
    )
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/"


def test_a_form_without_its_token_is_refused(bakery: Application) -> None:
    answer = bakery.test_client().post("/loaves", data={"number": "1"})
    assert answer.status_code == 400
    assert "too old" in answer.text


def test_a_form_needs_its_token_and_no_referrer(bakery: Application) -> None:
    """Behind TLS, too: some browsers and extensions send no referrer at all."""
    customer = bakery.test_client()
    token = customer.get("/token", base_url="https://community.example").text
    answer = customer.post(
        "/loaves", base_url="https://community.example", data={"csrf_token": token}
    )
    assert answer.status_code == 303


def test_b33_a_fault_tells_people_nothing_of_its_cause(
    closed_kitchen: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = closed_kitchen.get("/crumble?token=hunter2")
    assert answer.status_code == 500
    assert "dough" not in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert "dough" in caplog.text
    assert "hunter2" not in caplog.text


def test_a_fault_of_the_page_for_faults_is_an_answer_too(
    closed_kitchen: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("no template")

    monkeypatch.setattr(errors, "render_template", broken)
    answer = closed_kitchen.get("/crumble")
    assert answer.status_code == 500
    assert "Something broke" in answer.text


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_k5_a_database_that_is_away_is_a_pause(
    closed_kitchen: FlaskClient, monkeypatch: pytest.MonkeyPatch, accept: str
) -> None:
    def away(*_: object, **__: object) -> None:
        raise exc.OperationalError("SELECT 1", {}, Exception("server closed the connection"))

    monkeypatch.setattr("tests.kernel.bakery.db.session.scalars", away)
    answer = closed_kitchen.get("/loaves", headers={"Accept": accept})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) <= 5
    assert "server closed" not in answer.text


def test_k6_a_full_disk_has_its_own_sentence(closed_kitchen: FlaskClient) -> None:
    answer = closed_kitchen.get("/spill/full")
    assert answer.status_code == 507
    assert "no room left" in answer.text


def test_h4_a_collision_is_no_fault(either_bakery: Application) -> None:
    either_bakery.config["WTF_CSRF_ENABLED"] = False
    either_bakery.extensions["routes"]["bakery.spill"].__dict__["writes"] = True
    try:
        assert either_bakery.test_client().get("/spill/twice").status_code == 409
    finally:
        either_bakery.extensions["routes"]["bakery.spill"].__dict__["writes"] = False


@pytest.mark.parametrize("kind", ["large", "surrogate", "nul"])
def test_e9_a_value_no_database_holds_is_no_fault(either_bakery: Application, kind: str) -> None:
    assert either_bakery.test_client().get(f"/spill/{kind}").status_code in (200, 400)
