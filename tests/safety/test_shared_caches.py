"""What a shared cache may keep belongs to nobody, whoever asked for it before and with whichever headers."""

from collections.abc import Callable

import pytest

from tests.safety.asking import Reader
from tests.safety.world import World

MARKER = "Marker of Ada"
TRICKS = {
    "X-Forwarded-Host": "poison.example", "X-Forwarded-Server": "poison.example", "X-Host": "poison.example", "X-Original-Host": "poison.example",
    "X-HTTP-Host-Override": "poison.example", "Forwarded": "host=poison.example;proto=poison", "X-Forwarded-Proto": "poison", "X-Forwarded-Scheme": "poison",
    "X-Forwarded-Port": "6666", "X-Forwarded-Prefix": "/poison", "X-Original-URL": "/poison", "X-Rewrite-URL": "/poison", "X-Forwarded-For": "poison",
    "X-Real-IP": "poison", "True-Client-IP": "poison", "CF-Connecting-IP": "poison", "X-Forwarded-SSL": "poison", "Front-End-Https": "poison",
    "X-HTTP-Method-Override": "POST", "X-Method-Override": "DELETE", "User-Agent": "poison<script>", "Referer": "https://poison.example/", "Origin": "https://poison.example",
    "X-Requested-With": "poison", "Accept": "text/html;poison=1", "Save-Data": "poison", "DPR": "poison", "Via": "poison", "X-Custom-IP-Authorization": "poison", "HX-Current-URL": "https://poison.example/", "HX-Target": "poison", "HX-Boosted": "poison",
}  # fmt: skip


def test_g1_no_answer_that_may_be_shared_sets_a_cookie(
    world: World, reader: Callable[[str], Reader]
) -> None:
    wrong, shared = [], 0
    for path in world.pages():
        answer = reader("stranger").get(path)
        told = answer.headers.get("Cache-Control", "")
        if "public" in told and answer.headers.get("Content-Type", "").startswith("text/html"):
            shared += 1
            if "Cookie" not in answer.headers.get("Vary", ""):
                wrong.append((path, "no Vary: Cookie"))
        if "Set-Cookie" in answer.headers and ("private" not in told and "no-store" not in told):
            wrong.append((path, told, "Set-Cookie"))
    assert wrong == []
    assert shared >= 5, "there must be pages that caches may keep"


@pytest.mark.parametrize("name", ["fan", "moderator", "admin"])
def test_g1_every_page_of_somebody_signed_in_is_theirs_alone(
    name: str, world: World, reader: Callable[[str], Reader]
) -> None:
    wrong = []
    for path in world.pages():
        answer = reader(name).get(path)
        told = answer.headers.get("Cache-Control", "")
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status == 200:
            if "private" not in told or "public" in told or "s-maxage" in told:
                wrong.append((path, told))
    assert wrong == []


def test_g2_what_somebody_signed_in_saw_is_served_to_nobody_else(
    world: World, reader: Callable[[str], Reader], cast
) -> None:
    """Ada's menu carries her handle; a stranger and Bima ask for every page just after her."""
    ada, told = '/@ada"><bdi', []
    marks = ('action="/sign-out"', "data-draft=", 'name="csrf_token"')
    for path in world.pages():
        for name in ("fan", "moderator", "stranger", "fan", "stranger"):
            answer = reader(name).get(path)
            if name != "stranger" or not answer.headers.get("Content-Type", "").startswith(
                "text/html"
            ):
                continue
            shared = "public" in answer.headers.get("Cache-Control", "")
            if (
                marks[0] in answer.text
                or marks[1] in answer.text
                or (shared and marks[2] in answer.text)
            ):
                told.append((path, ada))
    assert told == []


def test_g4_no_header_changes_or_poisons_what_others_get(
    world: World, reader: Callable[[str], Reader]
) -> None:
    assert len(TRICKS) >= 25
    wrong = []
    paths = ["/", "/latest", "/boards", world.path("/b/<slug>"), world.path("/t/<int:thread_id>/<slug>"), world.path("/blog/<slug>"), "/blog", "/feed.atom", "/sitemap.xml", "/robots.txt", "/top", "/unanswered", "/sign-in", "/search?q=wax"]  # fmt: skip
    for number, path in enumerate(paths):
        for name, value in TRICKS.items():
            fresh = f"{path}{'&' if '?' in path else '?'}turn={number}{len(name)}{name[:6]}"
            tricked = reader("stranger").get(fresh, **{name: value})
            after = reader("stranger").get(fresh)
            whole = "".join(f"{answer.text} {dict(answer.headers)}" for answer in (tricked, after))
            if "poison" in whole or after.status != 200:
                wrong.append((path, name, after.status))
    assert wrong == []


def test_g4_a_foreign_host_is_neither_repeated_nor_kept(
    world: World, reader: Callable[[str], Reader]
) -> None:
    for path in (
        "/",
        "/latest",
        world.path("/t/<int:thread_id>/<slug>"),
        "/feed.atom",
        "/sitemap.xml",
        "/go/spring",
        "/t/1",
        "/sign-in",
    ):
        for host in (
            "poison.example",
            "127.0.0.1:8000@poison.example",
            "poison.example:80",
            "127.0.0.1:8000.poison.example",
        ):
            tricked = reader("stranger").get(path, Host=host)
            after = reader("stranger").get(path)
            assert tricked.status < 500
            assert "poison" not in tricked.text + str(dict(tricked.headers)), (path, host)
            assert "poison" not in after.text + str(dict(after.headers)), (path, host)
