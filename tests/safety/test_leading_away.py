"""99 ways to write another site, twice encoded, in everything that says where to go next: none leads away."""

from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

import pytest

from community.kernel import web
from tests.cast import password_of
from tests.safety.asking import Reader
from tests.safety.world import World

EVIL = "evil.example"
SCHEMES = (
    "http:",
    "https:",
    "HTTP:",
    "hTTps:",
    "ftp:",
    "javascript:",
    "data:",
    "vbscript:",
    "",
    "\thttp:",
    " http:",
    "\x01http:",
    "http\t:",
    "h\nttp:",
)
JOINTS = ("//", "/", "\\\\", "/\\", "\\/", "///", "////", "/\t/", "/\n/", "\t//", "//\\", "/%09/", "/%2f", "%2f%2f", "/.//", "/..//", "/;@", "//;@")  # fmt: skip
ENDS = (
    EVIL, f"{EVIL}/", f"@{EVIL}", f"127.0.0.1@{EVIL}", f"127.0.0.1:8000@{EVIL}", f"{EVIL}%2f..", f"{EVIL}#127.0.0.1", f"{EVIL}?127.0.0.1", f"{EVIL}\\@127.0.0.1",
    f"{EVIL}%00127.0.0.1", f"127.0.0.1.{EVIL}", "2130706433", "[::ffff:93.184.216.34]", "evil。example", "evil%E3%80%82example", "evilㆍexample", "/evil.example", "%65vil.example",
)  # fmt: skip
FORMS = list(dict.fromkeys(
    [f"{scheme}{joint}{EVIL}" for scheme in ("", "http:", "https:") for joint in JOINTS]
    + [f"//{end}" for end in ENDS] + [f"{scheme}//{EVIL}" for scheme in SCHEMES] + [f"{scheme}{EVIL}" for scheme in SCHEMES]
    + ["/\\/\\evil.example", "/%5cevil.example", "/%5c%5cevil.example", "/\u2028/evil.example", "/\u3000/evil.example", "/\xa0/evil.example", "//\u202eevil.example"]
))[:110]  # fmt: skip


def test_there_are_more_than_ninety_nine_forms() -> None:
    assert len(FORMS) >= 99


@pytest.mark.parametrize("times", [0, 1, 2], ids=["plain", "encoded", "twice"])
def test_b10_no_form_leads_away_after_signing_in_or_out(
    times: int, world: World, reader: Callable[[str], Reader]
) -> None:
    away = []
    for form in FORMS:
        target = form
        for _ in range(times):
            target = quote(target, safe="")
        assert stays(web.local(target)), target
        answers = {
            "page of signing in": reader("fan").get(f"/sign-in?next={quote(target, safe='')}"),
            "page of joining": reader("fan").get(f"/sign-up?next={quote(target, safe='')}"),
            "signing out": reader("stranger").post("/sign-out", {"next": target}),
        }
        for name, answer in answers.items():
            if not stays(answer.goes_to) or answer.status >= 500:
                away.append((name, target, answer.goes_to))
        shown = reader("stranger").get(f"/sign-in?next={quote(target, safe='')}")
        if (
            EVIL in shown.text
            and f'value="/{EVIL}' not in shown.text
            and not stays_on_page(shown.text)
        ):
            away.append(("form of signing in", target, ""))
    assert away == []


def test_b10_a_true_sign_in_stays_here(world: World, reader: Callable[[str], Reader]) -> None:
    away = []
    for form in FORMS[::8]:
        fields = {"email": "ada@fans.example", "password": password_of("ada"), "next": form}
        answer = reader("stranger").post("/sign-in", fields)
        assert answer.status == 303, form
        if not stays(answer.goes_to):
            away.append((form, answer.goes_to))
    assert away == []


def test_b10_no_parameter_of_any_address_leads_away(
    world: World, reader: Callable[[str], Reader]
) -> None:
    """Nobody need say which parameter leads somewhere: all of them are tried."""
    names = (
        "next",
        "url",
        "return",
        "return_to",
        "redirect",
        "redirect_uri",
        "to",
        "goto",
        "target",
        "back",
        "continue",
        "dest",
        "from",
        "state",
        "path",
        "r",
        "u",
    )
    away = []
    for form in (f"//{EVIL}", f"https://{EVIL}/", f"/\\{EVIL}", f"/%09/{EVIL}"):
        query = "&".join(f"{name}={quote(form, safe='')}" for name in names)
        for path in world.pages():
            answer = reader("admin").get(f"{path}?{query}")
            if not stays(answer.goes_to):
                away.append((path, answer.goes_to))
        for rule, _route in world.rules("POST"):
            if "/sign-in/<provider>" not in rule:
                answer = reader("admin").post(
                    world.path(rule), dict.fromkeys(names, form), Referer=f"https://{EVIL}/"
                )
                if not stays(answer.goes_to):
                    away.append((rule, answer.goes_to))
    for path in world.pages():
        for spelled in (
            f"/{path}",
            f"//{EVIL}{path}",
            f"/\\{EVIL}{path}",
            f"{path}/",
            f"//{EVIL}/%2e%2e",
            f"/{EVIL}//..//",
        ):
            answer = reader("admin").get(spelled)
            if not stays(answer.goes_to):
                away.append((spelled, answer.goes_to))
    assert away == []


def stays(address: str) -> bool:
    """As a browser at our address would understand it."""
    seen = address.strip("".join(map(chr, range(33)))).replace("\\", "/")
    for unseen in "\t\n\r":
        seen = seen.replace(unseen, "")
    there = urlsplit(urljoin("http://127.0.0.1:8000/here", seen))
    return there.scheme == "http" and there.netloc == "127.0.0.1:8000"


def stays_on_page(html: str) -> bool:
    import re

    return all(stays(each) for each in re.findall(r'name="next"[^>]*value="([^"]*)"', html))
