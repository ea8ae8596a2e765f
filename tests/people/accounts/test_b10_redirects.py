"""`next` keeps people on this site, however it is written."""

from urllib.parse import quote, urlsplit

import pytest

from tests.cast import password_of
from tests.people.forms import submit

EVIL = "evil.example"
FORMS = [
    f"//{EVIL}", f"///{EVIL}", f"////{EVIL}", f"/////{EVIL}", f"http://{EVIL}", f"https://{EVIL}", f"https:{EVIL}", f"https:/{EVIL}",
    f"https:///{EVIL}", f"http:///{EVIL}", f"HTTPS://{EVIL}", f"hTTp://{EVIL}", f"ftp://{EVIL}", f"javascript:alert(1)//{EVIL}",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x",
    f"\\\\{EVIL}", f"/\\{EVIL}", f"\\/{EVIL}", f"/\\/{EVIL}", f"/\\\\{EVIL}", f"\\\\\\{EVIL}", f"//\\{EVIL}", f"/{chr(9)}/{EVIL}",
    f"/{chr(10)}/{EVIL}", f"/{chr(13)}/{EVIL}", f"{chr(9)}//{EVIL}", f"{chr(10)}//{EVIL}", f" //{EVIL}", f"/ /{EVIL}", f"\x0b//{EVIL}",
    f"\x0c//{EVIL}", f"\x01//{EVIL}", f"\x1f//{EVIL}", f"\x7f//{EVIL}", f"\xa0//{EVIL}", f"\u2028//{EVIL}", f"\u3000//{EVIL}",
    f"//{EVIL}/%2f..", f"///{EVIL}/%2f..", f"//{EVIL}/..;/", f"/%09/{EVIL}", f"/%5c{EVIL}", f"/%2f%2f{EVIL}", f"%2f%2f{EVIL}",
    f"%5c%5c{EVIL}", f"/.//{EVIL}", f"/..//{EVIL}", f"/x/..//{EVIL}", f"./{EVIL}", f"../{EVIL}", f".{EVIL}", f"@{EVIL}", f"/@{EVIL}",
    f"//127.0.0.1:8000@{EVIL}", f"https://127.0.0.1:8000@{EVIL}", f"//localhost@{EVIL}", f"http://127.0.0.1:8000.{EVIL}",
    f"//127.0.0.1:8000.{EVIL}", f"//{EVIL}#127.0.0.1:8000", f"//{EVIL}?127.0.0.1:8000", f"//{EVIL}\\@127.0.0.1:8000", f"//{EVIL}:80",
    f"//{EVIL}%00.127.0.0.1", f"//{EVIL}%E3%80%82com", "//evil。example", "//ｅｖｉｌ.example", "//[::1]/", "//[::ffff:1.2.3.4]", "//2130706433",
    "//0x7f000001", f"http:\\\\{EVIL}", f"http:/\\{EVIL}", f"http:\\/{EVIL}", f"//;@{EVIL}", f"/;//{EVIL}", f"//{EVIL};", f"?//{EVIL}",
    f"#//{EVIL}", f"/?next=//{EVIL}", f"/#//{EVIL}", f"{EVIL}", f"www.{EVIL}", f"mailto:x@{EVIL}", f"tel:{EVIL}", f"blob:https://{EVIL}/x",
    f"view-source:https://{EVIL}", f"//{EVIL}//", f"/////{EVIL}//x", f"//%0d%0aLocation:%20https://{EVIL}", f"/\r\nLocation: https://{EVIL}",
    f"/x\r\nSet-Cookie: a=b; {EVIL}", f"//{'a' * 3000}.{EVIL}", "/" + "a" * 5000, f"<>//{EVIL}", f"/〱{EVIL}", f"//〵{EVIL}", f"\u202e//{EVIL}",
]  # fmt: skip
BASE = "http://127.0.0.1:8000"


def stays(location):
    """As a browser reads it: back-slashes are slashes, blanks in front and tabs inside are dropped."""
    read = (
        location.replace("\t", "")
        .replace("\n", "")
        .replace("\r", "")
        .lstrip(" \x0b\x0c")
        .replace("\\", "/")
    )
    parts = urlsplit(read)
    return (
        read.startswith("/") and not read.startswith("//") and not parts.scheme and not parts.netloc
    )


def twice(value):
    return quote(value, safe="")


@pytest.mark.parametrize("encode", [str, twice], ids=["plain", "encoded"])
def test_b10_signing_in_and_out_and_up_stays_on_this_site(app, cast, encode, monkeypatch):
    from community.kernel import limits

    monkeypatch.setattr(limits, "hit", lambda *_, **__: None)
    monkeypatch.setattr(
        "community.people.accounts.passwords.fits", lambda password, kept: kept is not None
    )
    cast.fan
    assert len(FORMS) >= 99
    for form in FORMS:
        hostile = encode(form)
        browser = app.test_client()
        answer = submit(
            browser,
            "/sign-in",
            {"email": "ada@fans.example", "password": password_of("ada"), "next": hostile},
        )
        assert answer.status_code == 303 and stays(answer.location), form
        again = browser.get("/sign-in", query_string={"next": hostile})
        assert again.status_code == 303 and stays(again.location), form
        out = submit(browser, "/sign-out", {"next": hostile})
        assert out.status_code == 303 and stays(out.location), form
        page = browser.get("/sign-up", query_string={"next": hostile})
        assert page.status_code == 200
        assert EVIL not in page.text or 'href="//' not in page.text
        assert "Set-Cookie: a=b" not in str(answer.headers)


def test_next_leads_back_to_where_one_was(app, cast):
    cast.fan
    for wanted in ("/t/7/ski?after=3&x=%2F#post-9", "/@ada", "/tags/اسکی", "/search?q=//x"):
        answer = submit(
            app.test_client(),
            "/sign-in",
            {"email": "ada@fans.example", "password": password_of("ada"), "next": wanted},
        )
        assert stays(answer.location) and answer.location.startswith(
            quote(wanted.split("?")[0], safe="/@")
        )
