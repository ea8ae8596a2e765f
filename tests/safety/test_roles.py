"""Who may do what at every address: one table, asked as everybody, in every spelling of the path."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from community.kernel.db import db
from community.kernel.permissions import NOBODY, may
from tests.safety.asking import Answer, Reader
from tests.safety.conftest import account_of
from tests.safety.world import READERS, World

EVERYBODY = {*READERS}
MEMBERS = EVERYBODY - {"stranger"}
STAFF = {"moderator", "agent", "marketer", "admin"}
CARE = {"moderator", "agent", "admin"}
MODERATORS, MARKETERS, ADMINS = {"moderator", "admin"}, {"marketer", "admin"}, {"admin"}
WHO = {
    "": EVERYBODY, "anybody": EVERYBODY, "forum.compose": EVERYBODY, "notifications.stop_mails": EVERYBODY,
    "accounts.own": MEMBERS, "members.own": MEMBERS, "consent.own": MEMBERS, "notifications.read": MEMBERS,
    "forum.read": MEMBERS, "forum.start": MEMBERS, "forum.reply": MEMBERS, "forum.edit": MEMBERS, "forum.rename": MEMBERS,
    "forum.delete": MEMBERS, "forum.react": MEMBERS, "forum.accept": MEMBERS, "forum.follow": MEMBERS, "forum.draft": MEMBERS,
    "media.upload": MEMBERS, "moderation.flag": MEMBERS, "moderation.read_decision": MEMBERS, "moderation.appeal": MEMBERS,
    "bookmarks.keep": MEMBERS, "forum.vote": MEMBERS, "forum.try": MEMBERS, "forum.edit_together": MEMBERS, "forum.decide": STAFF,
    "ties.use": MEMBERS, "messages.read": MEMBERS, "messages.write": MEMBERS,
    "profiles.read_own": MEMBERS, "profiles.change_own": MEMBERS, "recognition.own": MEMBERS, "recognition.leave": MEMBERS,
    "recognition.leaderboard": EVERYBODY, "recognition.grant": MODERATORS,
    "gatherings.answer": MEMBERS, "gatherings.keep": MEMBERS, "gatherings.own": MEMBERS,
    "forum.close": CARE, "forum.pin": CARE, "forum.move": CARE, "forum.merge": CARE, "forum.part": CARE,
    "forum.time": CARE, "forum.slow": CARE, "blog.write": STAFF, "blog.publish": STAFF,
    "forum.hide": MODERATORS, "moderation.review": MODERATORS, "moderation.suspend": MODERATORS, "accounts.suspend": MODERATORS,
    "records.read": MARKETERS, "exports.order": MARKETERS, "insights.read": MARKETERS, "links.create": MARKETERS,
    "forum.arrange": ADMINS, "branding.change": ADMINS, "admin.enter": ADMINS, "accounts.administer": ADMINS,
}  # fmt: skip


def test_c11_the_rules_say_what_the_table_says(world: World) -> None:
    rules = world.app.extensions["house"].rules
    assert set(rules) <= set(WHO), "a new permission wants its line in the table"
    for name, allowed in WHO.items():
        for reader in READERS if name else ():
            actor = account_of(world.cast, reader) or NOBODY
            assert may(actor, name) is (reader in allowed), (name, reader)


@pytest.mark.parametrize("name", READERS)
def test_c11_every_address_lets_in_whom_the_table_lets_in(
    name: str, world: World, reader: Callable[[str], Reader]
) -> None:
    wrong = []
    for rule, route in world.rules("GET"):
        answer = reader(name).get(world.path(rule))
        if refused(answer) is (name in WHO[route.permission]) and not own_only(rule):
            wrong.append((rule, route.permission, answer.status))
    assert not wrong


@pytest.mark.parametrize("name", READERS)
def test_c13_no_change_is_made_for_whom_the_table_leaves_out(
    name: str, world: World, reader: Callable[[str], Reader]
) -> None:
    reader(name)  # enters before anything is counted
    tried, before = 0, counted()
    for rule, route in world.rules("POST"):
        if name not in WHO[route.permission]:
            tried += 1
            answer = reader(name).post(
                world.path(rule), {"reason": "spam", "kind": "like", "role": "admin"}
            )
            assert refused(answer), (rule, route.permission, answer.status)
    assert counted() == before
    assert tried >= (0 if name == "admin" else 5)


@pytest.mark.parametrize("name", ["stranger", "second fan", "moderator", "marketer"])
def test_c16_no_other_spelling_of_a_path_opens_it(
    name: str, world: World, reader: Callable[[str], Reader]
) -> None:
    opened, before = [], counted()
    for rule, route in world.rules("GET"):
        if name in WHO[route.permission]:
            continue
        for spelled in spellings(world.path(rule)):
            answer = reader(name).get(spelled)
            if answer.status == 200 and "Sign in" not in answer.text[:6000]:
                opened.append((rule, spelled))
        for method in ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "get"):
            answer = reader(name).ask(method, world.path(rule))
            assert answer.status >= 300 or (method == "OPTIONS" and not answer.body), (rule, method)
        answer = reader(name).ask(
            "GET", "/", headers={"X-Original-URL": world.path(rule), "X-Rewrite-URL": world.path(rule), "X-HTTP-Method-Override": "POST"}
        )  # fmt: skip
        assert answer.status == 200 and route.permission not in answer.text
    assert not opened
    assert counted() == before


def test_c16_a_change_is_made_by_post_alone(world: World, reader: Callable[[str], Reader]) -> None:
    before = counted()
    admin = reader("admin")
    for rule, route in world.rules("POST"):
        if "GET" not in route.methods:
            body = b"csrf_token=" + admin.token.encode()
            for method in ("PUT", "PATCH", "DELETE"):
                assert admin.ask(method, world.path(rule), body).status in (404, 405), rule
            answer = admin.ask(
                "GET",
                f"{world.path(rule)}?_method=POST",
                headers={"X-HTTP-Method-Override": "POST"},
            )
            assert answer.status < 500
    assert counted() == before


def spellings(path: str) -> list[str]:
    first, _, rest = path[1:].partition("/")
    return [
        f"/{path}", f"//{path}", path + "/", path + "//", path + "/.", path + ";x=1", path + "%20", path + "%00", path + "%2f",
        f"/.{path}", f"/x/..{path}", f"/%2e{path}", f"/x/%2e%2e{path}", f"/%2f{path[1:]}", path.upper(), path.replace("/", "%2f"),
        f"/{first};a=b/{rest}", f"/{first}%09/{rest}", f"\\{path[1:]}", path + "?", path + "#", path + ".json", path + "?format=json",
    ]  # fmt: skip


def refused(answer: Answer) -> bool:
    to_sign_in = answer.status == 303 and answer.goes_to.startswith("/sign-in?next=")
    return answer.status in (401, 403) or to_sign_in


def own_only(rule: str) -> bool:
    """Where the thing itself decides too: its author's, its orderer's."""
    return rule.startswith(("/marketing/exports/<token>", "/decisions/", "/posts/", "/flags/new"))


def counted() -> dict[str, int]:
    """How much there is of everything, and a sum over what can change in place."""
    db.session.rollback()
    tables = ("accounts", "threads", "posts", "boards", "links", "exports", "flags", "decisions", "facts", "consents", "reactions",
              "closures", "pins", "articles", "settings", "notifications", "identities", "followings", "suspensions", "audit")  # fmt: skip
    numbers = {
        each: db.session.scalar(text(f"SELECT count(*) FROM {each}")) or 0 for each in tables
    }
    numbers["hidden"] = (
        db.session.scalar(text("SELECT count(*) FROM posts WHERE hidden_at IS NOT NULL")) or 0
    )
    numbers["roles"] = (
        db.session.scalar(text("SELECT count(*) FROM accounts WHERE roles = 'admin'")) or 0
    )
    db.session.rollback()
    return numbers
