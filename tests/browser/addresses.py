"""Every address of the product, with real things of the demo in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import text

from community.commons.notifications import unsubscribing
from community.fans.blog import articles
from community.fans.gatherings import keys
from community.kernel import settings
from community.kernel.db import db
from community.marketing import exports, records
from community.people import accounts
from community.people.accounts import pending, providers, tickets
from community.people.accounts.providers import Profile

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
THREAD = "/t/<int:thread_id>/<slug>"
MORE = {
    "/": ["?lang=fa"],
    "/flags/new": ["?kind=post&id={post_id}"],
    "/search": ["?q=wax", "?q=wax&kind=member", "?q=", "?q=qwertzuiop"],
    "/t/new": ["?board=running", "?kind=event", "?kind=poll", "?kind=review"],
    "/ideas": ["?status=planned"],
    "/people": ["?text=a"],
    "/marketing/members": ["?network=facebook", "?text=nobody-at-all"],
    "/marketing/exports/new": ["?network=facebook"],
    "/t/<int:thread_id>/reply": ["?quote={post_id}"],
}


@dataclass(frozen=True)
class Address:
    """One page to open; `session` is what the reader's cookie must hold beside who they are."""

    rule: str
    path: str
    session: dict[str, Any] = field(default_factory=dict, hash=False)


def all_addresses(app: Flask) -> list[Address]:
    """Call it inside the application's context, before the demo's things are changed."""
    known = things(app)
    found = []
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if "GET" in (rule.methods or ()):
            found.extend(_of_rule(rule.rule, known))
    found += [Address(THREAD, f"/t/{id}/{slug}") for id, slug in _of_each_kind()]
    db.session.commit()
    return found


def _of_each_kind() -> list[Any]:
    """A thread of every kind that shows something of its own."""
    newest = "select max(id) from threads where hidden_at is null and kind in ('idea', 'poll', 'review', 'event', 'wiki') group by kind"
    return list(db.session.execute(text(f"select id, slug from threads where id in ({newest})")))


def things(app: Flask) -> dict[str, Any]:
    """A value for each argument of an address; `rule argument` where one name means several things."""
    one = _first
    lars = accounts.find(handle="lars")
    clara = accounts.find(handle="clara")
    meeting = one("select min(thread_id) from gatherings where phase = 'ahead'")
    keys.renew(by=lars)
    export = exports.order(records.Audience(), ["handle", "email"], "service", "csv", by=clara)
    thread, slug, post = _thread()
    return {
        **{f"/gatherings/<int:thread_id>{end} thread_id": meeting for end in (".ics", "/change", "/answers", "/check-in")},
        "month": "2026-11", "/calendar/<token>.ics token": keys.path(lars.id).removeprefix("/calendar/").removesuffix(".ics"),
        "thread_id": thread, "/t/<int:thread_id>/<slug> slug": slug,
        "/t/<int:thread_id>/<slug>/<int:position> slug": slug, "position": 1, "post_id": post,
        "/t/<int:thread_id>/decisions thread_id": one("select min(thread_id) from ideas"),
        "/t/<int:thread_id>/ballots thread_id": one("select min(thread_id) from polls"), "/products/<slug> slug": "dal-3",
        "/b/<slug> slug": "running", "/b/<slug>/feed.atom slug": "running", "/b/<slug>/starter slug": "running", "/badges/<slug> slug": "first-words",
        "conversation_id": one("select min(p.conversation_id) from participants p join accounts a on a.id = p.account_id where a.handle = 'dave_from_leeds'"), "slug": _article(clara),
        "notification_id": one("select min(n.id) from notifications n join accounts a on a.id = n.account_id where a.handle = 'dave_from_leeds'"),
        "handle": "dave_from_leeds", "board_id": one("select min(id) from boards"),
        "name": settings.read("brand.logo_key"),
        "tag": one("select slug from tags order by slug"), "code": "tt-dal3", "field": "occupation",
        "decision_id": one("select min(id) from decisions"), "item_id": one("select min(id) from review_items where closed_at is null"),
        "member_id": one("select min(member_id) from facts"), "key": one("select key from uploads", "none.png"),
        "provider": "fjordbook", "account_id": lars.id, "token": export.token,
        "/unsubscribe/<token> token": unsubscribing.path(lars.id, "reply").rpartition("/")[2],
        "/confirm/<secret> secret": tickets.issue(lars, "confirm", "lars@example.org"),
        "/reset/<secret> secret": tickets.issue(lars, "reset", "lars@example.org"),
        "/settings/email/<secret> secret": tickets.issue(lars, "change-email", "new@example.org"),
        "waiting": pending.keep(providers.named("fjordbook"), "http://127.0.0.1:1", Profile("fb-9", {"name": "Somebody New", "place": "Oslo", "email": "somebody@example.net"})),
    }  # fmt: skip


def _thread() -> tuple[int, str, int]:
    """An open question of a public board with a few answers."""
    query = (
        "select t.id, t.slug, p.id from threads t join posts p on p.thread_id = t.id and p.position = 2"
        " join boards b on b.id = t.board_id where b.slug = 'running' and t.hidden_at is null and p.hidden_at is null"
        " and p.deleted_at is null and t.last_position between 5 and 18"
        " and t.id not in (select thread_id from closures) order by t.id"
    )
    row = db.session.execute(text(query)).first()
    assert row, "the demo has no such thread"
    return row[0], row[1], row[2]


def _article(by: accounts.Account) -> str:
    query = (
        "select slug from threads where kind = 'article' and hidden_at is null order by id limit 1"
    )
    if slug := _first(query, ""):
        return slug
    article = articles.write(
        "How a film is made", "We wait for the light. " * 80, by=by, excerpt="Patience."
    )
    articles.publish(article, by=by)
    return article.slug


def _first(query: str, otherwise: Any = None) -> Any:
    found = db.session.execute(text(query)).scalar()
    assert found is not None or otherwise is not None, query
    return found if found is not None else otherwise


def _of_rule(rule: str, known: dict[str, Any]) -> Iterator[Address]:
    path = ARGUMENT.sub(
        lambda found: str(known.get(f"{rule} {found[1]}", known.get(found[1]))), rule
    )
    session = (
        {"pending_sign_in": {"secret": known["waiting"], "next": "/"}} if rule in WAITING else {}
    )
    yield Address(rule, path, session)
    for more in MORE.get(rule, ()):
        yield Address(rule, path + more.format(**known), session)


WAITING = ("/sign-in/<provider>/consent", "/sign-in/link")
