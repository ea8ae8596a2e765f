"""SQL, operators and nonsense in every filter and order: the same answer, and no time of the database's."""

import time
from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.safety.asking import Reader
from tests.safety.world import QUERY_NAMES, World

SLEEPING = (
    "1 AND pg_sleep(3)", "'; SELECT pg_sleep(3); --", "1; SELECT pg_sleep(3)", "(SELECT 1 FROM pg_sleep(3))", "1' AND 1=(SELECT 1 FROM pg_sleep(3)) --",
    "1 AND randomblob(300000000)", "'||(SELECT randomblob(300000000))||'", "(select count(*) from posts a, posts b, posts c, posts d, posts e)",
    "CASE WHEN 1=1 THEN id ELSE title END", "id,(select password_hash from accounts limit 1)", "1) OR 1=1 --", "' OR ''='", "%' OR '1'='1", "title->>'a'", "{\"$where\":\"sleep(3000)\"}", "id desc nulls last; drop table posts",
)  # fmt: skip


@pytest.mark.databases
def test_c26_sql_in_any_parameter_changes_no_answer_and_costs_no_time(
    world: World, reader: Callable[[str], Reader]
) -> None:
    slow, more = [], []
    for name in ("stranger", "admin"):
        for path in world.pages():
            if path.startswith("/search"):
                continue  # there the words are looked for; see below
            plain = reader(name).get(f"{path}?" + "&".join(f"{each}=zzz" for each in QUERY_NAMES))
            for words in SLEEPING:
                began = time.perf_counter()
                answer = reader(name).get(
                    f"{path}?" + "&".join(f"{each}={quote(words)}" for each in QUERY_NAMES)
                )
                if time.perf_counter() - began > 1.5:
                    slow.append((path, words))
                assert answer.status < 500, (path, words)
                if answer.status == 200 and answer.text.count("<article") + answer.text.count(
                    "<tr"
                ) > plain.text.count("<article") + plain.text.count("<tr"):
                    more.append((path, words))
                assert "argon2" not in answer.text and "sqlalchemy" not in answer.text.lower()
    assert (slow, more) == ([], [])


@pytest.mark.databases
def test_c26_sql_in_search_finds_nothing_and_costs_no_time(
    world: World, reader: Callable[[str], Reader]
) -> None:
    for words in SLEEPING:
        for place in ("q", "kind", "board", "order", "after", "before"):
            began = time.perf_counter()
            answer = reader("stranger").get(f"/search?q=wax&{place}={quote(words)}")
            assert answer.status in (200, 400, 422), (place, words)
            assert time.perf_counter() - began < 1.5, (place, words)


@pytest.mark.databases
def test_c26_sql_in_paths_is_not_found(world: World, reader: Callable[[str], Reader]) -> None:
    import re

    for rule, _route in world.rules("GET"):
        if "<" in rule:
            for words in SLEEPING[:6]:
                began = time.perf_counter()
                answer = reader("admin").get(re.sub(r"<[^>]+>", quote(words, safe=""), rule))
                assert answer.status in (200, 303, 400, 404, 405, 409, 410), (
                    rule,
                    words,
                    answer.status,
                )
                assert time.perf_counter() - began < 1.5, (rule, words)
