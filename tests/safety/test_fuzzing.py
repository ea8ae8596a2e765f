"""Twenty thousand broken requests, always the same ones, at every address as everybody: no fault of ours."""

import json
import random
import re
import time
import zlib
from collections import Counter
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import delete

from community.kernel.db import db
from community.people.accounts import Suspension
from tests.safety.asking import FORM, Reader, encoded
from tests.safety.conftest import account_of
from tests.safety.world import QUERY_NAMES, READERS, World

REQUESTS = 5_000
RENEWED_AFTER = 400
ZERO_WIDTH = "\u200b\u200d\u2060\ufeff"
VALUES: list[Any] = [
    "", " ", "\x00", "a\x00b", b"\xed\xa0\x80", b"\xed\xb0\x80\xed\xa0\xbd", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf8\x88\x80\x80\x80", b"\xff\xfe", b"\x80",
    "\ufffe\uffff", "\U0010ffff", "\u202etxt.exe", ZERO_WIDTH, "e" + "\u0301" * 500, "🏔" * 255, "9" * 25, "9223372036854775807", "9223372036854775808",
    "-9223372036854775809", "2147483648", "-1", "0", "00", "+1", " 1 ", "1_000", "1.5", "1e3", "1e999", "NaN", "Infinity", "0x10", "²", "٣", "１", "1,2", "true", "null",
    "None", "[]", "{}", "[[[[", '{"$gt":""}', "'", '"', "' OR 1=1 --", "1;DROP TABLE posts", "%", "%s%n%x", "_", "\\", "\\\\", "{{7*7}}", "${7*7}", "<%= 7*7 %>",
    '"><img src=x onerror=alert(1)>', "</textarea></script>", "javascript:alert(1)", "//evil.example", "https://evil.example/", "../../../etc/passwd", "file:///etc/passwd",
    "\r\nSet-Cookie: a=b", "a\nb\rc\td", "\x1b[2J", "\x7f", "\x85", "\u2028", "a" * 300, "b" * 5_000, "x" + " " * 20_000 + "x", "*" * 2_000, "(" * 2_000, "NOT " * 2_000,
    "a@b", "a@" + "b" * 300, "ada@fans.example", "ada", "admin", "me", "..", ".", "/", "#", "?", "&", "=", ";", "2026-13-45", "0000-00-00", "9999999-01-01T00:00:00Z",
    ["1"] * 3, ["a", "b"],
]  # fmt: skip
HEAVY: list[Any] = ["A" * 2**20, "B" * 600_000, [str(number) for number in range(10_000)]]
PIECES = ["0", "-1", "1%00", "%00", "%ff", "%ed%a0%80", "%c0%af", "..", "%2e%2e%2f", "%2f", "9" * 20, "9223372036854775807", "999999999999999999", "null", "None", "٣", "²", "a" * 3_000,
          "%0d%0aX:y", "%3Cimg%20src=x%3E", "'", ";a=b", "1;2", "+1", " 1", "1.0", "1e3", "new", "*", "{{7*7}}"]  # fmt: skip
HEADERS: list[dict[str, str]] = [
    {}, {}, {}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Current-URL": "//evil.example\x00"}, {"Accept": "application/json"}, {"Accept": "*/*;q=x, ;;"},
    {"Accept-Language": "fa"}, {"Accept-Language": "x" * 5_000}, {"Accept-Language": ",;=-*"}, {"Accept-Encoding": "gzip;q=0, br, *;q=abc"}, {"If-None-Match": '"' * 50},
    {"If-Modified-Since": "not a day"}, {"Range": "bytes=5-1,-,99999999999999-"}, {"Host": "evil.example"}, {"Host": ""}, {"Host": "[::1"}, {"X-Forwarded-For": "1.1.1.1\x00"},
    {"Origin": "null"}, {"Referer": "\x00"}, {"User-Agent": "\xff\x00" * 50}, {"Cookie": "session=garbage; visit=\x00; remember_token=1|2"}, {"Cookie": "session=.eJw; =; ;;; visit=..instagram"},
    {"Cookie": "visit=AAAAAAAAAAAAAAAA.x"}, {"X-HTTP-Method-Override": "DELETE"}, {"Content-Encoding": "gzip"}, {"Transfer-Encoding": "chunked"}, {"DNT": "1"}, {"Authorization": "Bearer \x00"},
]  # fmt: skip
TYPES = [
    FORM,
    FORM,
    FORM,
    FORM,
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/plain",
    "text/xml",
    f"{FORM}; charset=utf-16",
    f"{FORM}; charset=nonsense",
    "x",
    "",
]
METHODS = ["GET"] * 6 + ["POST"] * 8 + ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "FOO"]
BODIES = [
    b"[" * 100_000, b'{"a":' * 5_000, b"null", b"[]", b"1", b'"a"', b'{"a":1e999}', b'{"a":NaN}', b'{"a":1,"a":2}', b'{"\\ud800":"\\udfff"}', b'{"body":[1,{}]}', b"\xff\xfe{\x00}\x00", b"", b"{",
    b"--x\r\nContent-Disposition: form-data; name=picture; filename=\"a\x00.png\"\r\n\r\n\x89PNG\r\n--x--\r\n", b"--x\r\n\r\n--x", b"--x\r\nContent-Disposition: form-data; name=\"" + b"n" * 5_000 + b"\"\r\n\r\n1\r\n--x--",
]  # fmt: skip
PLAIN = ("submit", "csrf_token")


@pytest.mark.slow
@pytest.mark.databases
@pytest.mark.parametrize("seed", [1, 2])
def test_e9_no_broken_request_breaks_the_server(seed: int, world: World) -> None:
    """5,000 of each of two seeds on each database: NUL, lone surrogates, a megabyte, ten thousand ids, wrong types."""
    luck = random.Random(zlib.crc32(f"{seed} {db.engine.dialect.name}".encode()))
    addresses = [(rule, route) for method in ("GET", "POST") for rule, route in world.rules(method)]
    names = names_of_fields(world)
    told: Counter[int] = Counter()
    faults, slow = [], []
    readers = everybody(world)
    for number in range(REQUESTS):
        if number % RENEWED_AFTER == 0:
            readers = everybody(world)
        who = luck.choice(list(readers))
        rule, route = luck.choice(addresses)
        method, path, body, kind, headers = broken(luck, world, rule, route, names, readers[who])
        began = time.monotonic()
        try:
            answer = readers[who].ask(method, path, body, kind, headers)
        except Exception as error:
            faults.append(
                (number, who, method, path[:200], body[:300], kind, headers, repr(error)[:300])
            )
            db.session.rollback()
            continue
        told[answer.status] += 1
        away = answer.status == 502 and rule.startswith(
            "/sign-in/<provider>"
        )  # nobody is there to ask
        if answer.status >= 500 and not away:
            faults.append(
                (number, who, method, path[:200], body[:300], kind, headers, answer.status)
            )
        if (took := time.monotonic() - began) > 3:
            slow.append((round(took, 1), method, path[:120]))
        assert not {"Set-Cookie: a", "X"} & {
            f"{name}: {value}"[:13] for name, value in answer.headers
        }
    assert not faults, "\n".join(map(repr, faults))
    assert slow == []
    assert told[200] > 200 and told[303] > 50 and told[404] > 100, told


def broken(
    luck: random.Random, world: World, rule: str, route: Any, names: list[str], reader: Reader
) -> tuple[str, str, bytes, str, dict[str, str]]:
    path = world.path(rule)
    if luck.random() < 0.25:
        path = broken_path(luck, world, rule)
    method = luck.choice(METHODS) if luck.random() < 0.3 else luck.choice(route.methods)
    if luck.random() < 0.4:
        path += "?" + encoded(filled(luck, list(QUERY_NAMES), 3)).decode()
    headers = dict(luck.choice(HEADERS)) if luck.random() < 0.5 else {}
    if method == "GET" or method == "HEAD":
        return method, path, b"", "", headers
    kind = luck.choice(TYPES)
    if luck.random() < 0.12:
        return method, path, luck.choice(BODIES), kind, headers | {"X-CSRFToken": reader.token}
    fields = {"csrf_token": reader.token, **filled(luck, names, 6)}
    if kind == "application/json":
        words = {
            name: value if not isinstance(value, bytes) else None for name, value in fields.items()
        }
        return (
            method,
            path,
            json.dumps(words).encode(),
            kind,
            headers | {"X-CSRFToken": reader.token},
        )
    return method, path, encoded(fields), kind if kind.startswith("multipart") else FORM, headers


def typed(luck: random.Random, value: Any) -> Any:
    """JSON has more than text."""
    other = luck.choice([None, 0, 1.5, True, [], {}, [[1]], {"$gt": ""}])
    return other if isinstance(value, bytes) or luck.random() < 0.5 else value


def broken_path(luck: random.Random, world: World, rule: str) -> str:
    if "<" in rule and luck.random() < 0.7:
        return re.sub(
            r"<[^>]+>", lambda it: luck.choice(PIECES) if luck.random() < 0.6 else "1", rule
        )
    path = world.path(rule)
    return luck.choice(
        [
            f"/{path}",
            f"{path}/",
            f"{path}//",
            f"/.{path}",
            f"{path};a=1",
            path.upper(),
            f"{path}%00",
            f"{path}/..",
            quote(path, safe=""),
            path[:-1] or "/",
        ]
    )


def filled(luck: random.Random, names: list[str], most: int) -> dict[str, Any]:
    chosen = luck.sample(names, luck.randint(1, min(most, len(names))))
    heavy = luck.random() < 0.02
    return {
        (f"{name}[a][b]" if luck.random() < 0.03 else name): luck.choice(HEAVY if heavy else VALUES)
        for name in chosen
        if name not in PLAIN
    }


def names_of_fields(world: World) -> list[str]:
    """Every name that stands on a form of some page."""
    found: set[str] = set()
    for who in ("fan", "admin", "marketer", "stranger"):
        reader = Reader(world.app, account_of(world.cast, who))
        for path in world.pages():
            found |= set(
                re.findall(
                    r'<(?:input|textarea|select|button)[^>]*\sname="([^"]+)"', reader.get(path).text
                )
            )
    assert {"body", "title", "email", "password", "reason", "kind", "text", "purpose"} <= found
    return sorted(found | {"id", "role", "roles", "is_admin", "version", "field"})


def everybody(world: World) -> dict[str, Reader]:
    """All of them signed in anew, in their roles, whatever the last requests did to them."""
    db.session.rollback()
    db.session.execute(delete(Suspension))
    for who, role in (("admin", "admin"), ("moderator", "moderator"), ("marketer", "marketer")):
        account_of(world.cast, who).roles_text = role
    db.session.commit()
    return {who: Reader(world.app, account_of(world.cast, who)) for who in READERS}
