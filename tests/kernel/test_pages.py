"""Kept pages are exact, belong to everybody, and carry no cookie."""

import gzip

import pytest
from flask.testing import FlaskClient

from community.kernel import pages, settings, site
from community.kernel.application import Application
from community.kernel.db import db
from tests.counting import counted
from tests.kernel.bakery import write_down


def test_an_unchanged_page_costs_one_look_at_its_version(
    bakery: Application, customer: FlaskClient
) -> None:
    first = customer.get("/loaves")
    with bakery.app_context(), counted(db.engine) as asked:
        second = customer.get("/loaves")
    assert second.data == first.data
    assert len(asked) == 2, "the page's version and the site's"


def test_an_unchanged_page_is_304(customer: FlaskClient) -> None:
    first = customer.get("/loaves")
    again = customer.get("/loaves", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Vary"] == first.headers["Vary"]


def test_a_changed_page_is_new_at_once(bakery: Application, customer: FlaskClient) -> None:
    first = customer.get("/loaves")
    bake(bakery)
    second = customer.get("/loaves", headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert "1 loaves" in second.text


def test_a_change_of_the_site_makes_every_page_new(
    bakery: Application, customer: FlaskClient
) -> None:
    first = customer.get("/greeting").headers["ETag"]
    with bakery.app_context():
        settings.change("bakery.sign", "Closed")
        db.session.commit()
    assert customer.get("/greeting").headers["ETag"] != first


def test_a_new_release_makes_every_page_new(
    bakery: Application, customer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = customer.get("/greeting").headers["ETag"]
    monkeypatch.setitem(bakery.extensions, "release", "next")
    assert customer.get("/greeting").headers["ETag"] != first


def test_g1_a_page_for_everybody_sets_no_cookie(customer: FlaskClient) -> None:
    for _ in range(2):
        answer = customer.get("/loaves")
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == pages.PUBLIC
        assert "Cookie" in answer.headers["Vary"]


def test_g1_what_sets_a_cookie_or_has_a_nonce_is_not_kept(customer: FlaskClient) -> None:
    for path in ("/cookie", "/nonce"):
        answer = customer.get(path)
        assert "ETag" not in answer.headers
        assert "public" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("cookie", ["session", "remember_token"])
def test_g2_somebody_signed_in_gets_no_kept_page(customer: FlaskClient, cookie: str) -> None:
    customer.get("/loaves")
    customer.set_cookie(cookie, "x")
    answer = customer.get("/loaves")
    assert "private" in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers


def test_g2_what_somebody_signed_in_saw_is_not_kept(
    bakery: Application, customer: FlaskClient
) -> None:
    customer.set_cookie("session", "x")
    customer.get("/loaves")
    assert len(bakery.extensions["pages"]._pages) == 0


def test_a_fragment_is_neither_kept_nor_answered_from_a_page(
    bakery: Application, customer: FlaskClient
) -> None:
    customer.get("/loaves", headers={"HX-Request": "true"})
    assert len(bakery.extensions["pages"]._pages) == 0
    assert "HX-Request" in customer.get("/loaves").headers["Vary"]


def test_each_language_has_its_own_page(customer: FlaskClient) -> None:
    tags = {
        customer.get("/loaves", headers={"Accept-Language": language}).headers["ETag"]
        for language in ("en", "de", "fa", "fr")
    }
    assert len(tags) == 3


def test_each_address_has_its_own_page(customer: FlaskClient) -> None:
    assert "Ada" in customer.get("/greeting?name=Ada").text
    assert "Bima" in customer.get("/greeting?name=Bima").text


POISON = [
    "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Scheme", "X-Forwarded-Port", "X-Forwarded-For",
    "X-Forwarded-Prefix", "X-Original-URL", "X-Rewrite-URL", "X-Host", "X-HTTP-Method-Override", "X-Method-Override",
    "Forwarded", "Host", "Origin", "Referer", "User-Agent", "X-Real-IP", "True-Client-IP", "X-Script-Name",
    "X-Wap-Profile", "Accept", "Range", "HX-Target", "HX-Trigger", "X-Requested-With",
]  # fmt: skip


@pytest.mark.parametrize("header", POISON)
def test_g4_no_header_gets_into_a_kept_page(customer: FlaskClient, header: str) -> None:
    for value in ("evil.example", '"><script>canary', "https"):
        customer.get("/greeting?name=Ada", headers={header: value})
    kept = customer.get("/greeting?name=Ada")
    assert "Ada" in kept.text
    assert not any(word in kept.text + str(kept.headers) for word in ("evil.example", "canary"))


def test_g7_only_bytes_are_kept(bakery: Application, customer: FlaskClient) -> None:
    customer.get("/loaves")
    ((key, page),) = bakery.extensions["pages"]._pages.items()
    assert all(isinstance(part, str) for part in key)
    assert isinstance(page.body, bytes)
    assert all(isinstance(name, str) and isinstance(value, str) for name, value in page.headers)


def test_a_kept_page_is_sent_squeezed_or_plain(customer: FlaskClient) -> None:
    squeezed = customer.get("/loaves", headers={"Accept-Encoding": "gzip"})
    plain = customer.get("/loaves", headers={"Accept-Encoding": "gzip;q=0"})
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.data) == plain.data


def test_the_size_of_a_personal_page_is_blurred(customer: FlaskClient) -> None:
    customer.set_cookie("session", "x")
    answers = [customer.get("/loaves", headers={"Accept-Encoding": "gzip"}).data for _ in range(12)]
    assert len({gzip.decompress(answer) for answer in answers}) == 1
    assert len({len(answer) for answer in answers}) > 3


def test_old_pages_leave_when_the_room_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ROOM_FOR", 10_000)
    cache = pages.PageCache()
    for number in range(20):
        cache.put(pages.PageKey(f"/{number}", "en", "1"), pages.Kept(b"x" * 1000, ()))
    assert cache._size <= 10_000
    assert cache.get(pages.PageKey("/0", "en", "1")) is None
    assert cache.get(pages.PageKey("/19", "en", "1")) is not None


def test_what_is_kept_with_the_site_is_computed_once(bakery: Application) -> None:
    computed = []

    @site.kept_with_site
    def sign(letter: str) -> str:
        computed.append(letter)
        return letter * 2

    with bakery.app_context():
        assert [sign("a"), sign("a"), sign("b")] == ["aa", "aa", "bb"]
        assert computed == ["a", "b"]
        site.bump()
        db.session.commit()
    with bakery.app_context():
        sign("a")
        assert computed == ["a", "b", "a"]


def test_a_setting_has_its_default_its_type_and_its_choices(bakery: Application) -> None:
    with bakery.app_context():
        assert settings.read("bakery.ovens") == 2
        settings.change("bakery.ovens", 3)
        db.session.commit()
    with bakery.app_context():
        assert settings.read("bakery.ovens") == 3
        for name, value, fault in (
            ("ovens", "3", TypeError),
            ("sign", "Ajar", ValueError),
            ("size", 1, KeyError),
        ):
            with pytest.raises(fault):
                settings.change(f"bakery.{name}", value)


def bake(bakery: Application) -> None:
    with bakery.app_context():
        write_down("baked")
        db.session.commit()
