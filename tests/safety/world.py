"""A small community with one of everything, each thing carrying a word of the test's choice."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from community.commons import branding, links, notifications
from community.commons.notifications import unsubscribing
from community.fans.blog import articles
from community.fans.forum import boards, drafts, posts, reactions, threads
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.kernel.slots import Screening
from community.marketing import exports, records
from community.people import consent, members
from community.people.accounts import tickets
from community.people.accounts.portraits import change_profile
from community.staff.moderation import decisions, flags, reviews
from tests.cast import Cast

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
QUERY_NAMES = (
    "after", "before", "board", "consent", "days", "id", "activity", "kind", "lang", "language", "last", "network", "next",
    "order", "period", "q", "quote", "role", "state", "error", "error_description", "code", "text", "title", "v",
)  # fmt: skip
READERS = {
    "stranger": "", "fan": "fan", "second fan": "second_fan", "moderator": "moderator", "agent": "agent",
    "marketer": "marketer", "admin": "operator",
}  # fmt: skip


@dataclass
class World:
    app: Flask
    cast: Cast
    values: dict[str, Any] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def path(self, rule: str, **other: Any) -> str:
        known = {**self.values, **other}
        return ARGUMENT.sub(lambda it: str(known.get(f"{rule} {it[1]}", known.get(it[1]))), rule)

    def rules(self, method: str) -> Iterator[tuple[str, Any]]:
        """(rule, route) of every address of the rooms that takes this method, in a lasting order."""
        for rule in sorted(self.app.url_map.iter_rules(), key=lambda each: each.rule):
            route = self.app.extensions["routes"].get(rule.endpoint)
            if route and method in (rule.methods or ()):
                yield rule.rule, route

    def pages(self) -> list[str]:
        return [self.path(rule) for rule, _route in self.rules("GET")]


def furnish(app: Flask, cast: Cast, say: Callable[[str], str]) -> World:
    """`say(place)` gives the words that are written at this place, for example in "title"."""
    world = World(app, cast)
    _people(world, say)
    _brand(world, say)
    _talk(world, say)
    _hidden_things(world, say)
    _press(world, say)
    _staff_work(world, say)
    _secrets(world)
    db.session.commit()
    return world


def _people(world: World, say: Callable[[str], str]) -> None:
    fan = world.cast.fan
    change_profile(
        fan,
        name=say("name"),
        about=say("about"),
        place=say("place"),
        website="https://ada.example/",
    )
    members.note(fan.member_id, "occupation", say("fact"), method="declared", source="fan")
    members.note(
        fan.member_id, "city", say("fact_of_network"), method="provider", source="facebook"
    )
    members.add_identity(
        fan.member_id, "fjordbook", "http://127.0.0.1:1", "fb-1", account_id=fan.id, handle=say("handle_there")
    )  # fmt: skip
    members.note_arrival(fan.member_id, "instagram", say("campaign"), clock.now())
    consent.give(fan.member_id, "newsletter", "/sign-up", by=fan)
    world.values |= {
        "handle": fan.handle, "member_id": fan.member_id, "account_id": world.cast.second_fan.id, "field": "occupation",
        "fact_id": members.facts(fan.member_id)[0].id, "identity_id": members.identities(fan.member_id)[0].id,
        "provider": "fjordbook", "purpose": "research",
    }  # fmt: skip


def _brand(world: World, say: Callable[[str], str]) -> None:
    words = {"name": say("brand"), "tagline": say("tagline"), "welcome": say("welcome")}
    branding.change(words, by=world.cast.operator)
    link = links.create("spring", "/latest", "instagram", campaign=say("campaign"), note=say("link_note"), medium=say("medium"), by=world.cast.marketer)  # fmt: skip
    badges = {
        f"/badges/<slug>{more} slug": "host"
        for more in ("", "/holders", "/holders/<int:grant_id>/removal")
    }
    world.values |= {**badges, "grant_id": 1, "conversation_id": 1, "notification_id": 1}
    world.values |= {"code": link.code, "name": "none.png", "key": "none.png"}


def _talk(world: World, say: Callable[[str], str]) -> None:
    fan, other = world.cast.fan, world.cast.second_fan
    board = boards.create(
        "skiing", {"en": say("board")}, abouts={"en": say("board_about")}, by=SYSTEM
    )
    at = clock.now()
    thread = threads.start(
        board, say("title"), say("body"), kind="question", tags=[say("tag")], by=fan, at=at
    )
    answers = [posts.reply(thread, f"{say('reply')} {n}", by=other, at=at) for n in range(4)]
    reactions.react(answers[0], "like", by=fan)
    posts.edit(answers[1], say("edited"), by=other, reason=say("edit_reason"))
    drafts.save(other, drafts.place_of(thread.id), 1, {"body": say("draft")})
    closed = threads.start(board, say("closed"), say("body"), by=other, at=at)
    threads.close(closed, by=world.cast.moderator, reason=say("closing"))
    world.things |= {"board": board, "thread": thread, "answers": answers}
    slugs = {
        f"/t/<int:thread_id>/<slug>{more} slug": thread.slug for more in ("", "/<int:position>")
    }
    slugs |= {f"/b/<slug>{more} slug": board.slug for more in ("", "/feed.atom", "/following")}
    tag = re.sub(r"\W+", "-", say("tag").lower()).strip("-")
    world.values |= {
        **slugs, "thread_id": thread.id, "position": 1, "post_id": answers[1].id, "board_id": board.id, "tag": tag,
    }  # fmt: skip


def _hidden_things(world: World, say: Callable[[str], str]) -> None:
    """What strangers and other fans may never see."""
    fan, moderator, at = world.cast.fan, world.cast.moderator, clock.now()
    team = boards.create("team", {"en": say("private_board")}, abouts={"en": say("private_about")}, by=SYSTEM, private_to=("moderator",))  # fmt: skip
    secret = threads.start(
        team,
        say("private_title"),
        say("private_body"),
        tags=[say("private_tag")],
        by=moderator,
        at=at,
    )
    posts.reply(secret, say("private_reply"), by=moderator, at=at)
    hidden = threads.start(
        world.things["board"], say("hidden_title"), say("hidden_body"), by=fan, at=at
    )
    threads.hide(hidden, by=moderator, reason=say("hiding"))
    thread = world.things["thread"]
    gone = posts.reply(thread, say("deleted_post"), by=fan, at=at)
    posts.delete(gone, by=fan)
    taken = posts.reply(thread, say("hidden_post"), by=fan, at=at)
    posts.hide(taken, by=moderator, reason="spam")
    with holding(world.app):
        held = posts.reply(thread, say("held_post"), by=fan)
        waiting = threads.start(world.things["board"], say("held_title"), say("held_body"), by=fan)
    world.things |= {"secret": secret, "hidden": hidden, "gone": gone, "taken": taken, "held": held, "waiting": waiting}  # fmt: skip


@contextmanager
def holding(app: Flask) -> Iterator[None]:
    """All that is written meanwhile waits for approval."""
    slot = Screening("hold all", lambda kind, text, author: "hold")
    filled = app.extensions["house"].slots.filled
    filled.append(slot)
    yield
    filled.remove(slot)


def _press(world: World, say: Callable[[str], str]) -> None:
    marketer = world.cast.marketer
    article = articles.write(
        say("article"), say("article_body"), by=marketer, excerpt=say("excerpt")
    )
    articles.publish(article, by=marketer)
    draft = articles.write(
        say("draft_article"), say("draft_body"), by=marketer, excerpt=say("draft_excerpt")
    )
    world.things |= {"article": article, "draft_article": draft}
    world.values["slug"] = article.slug


def _staff_work(world: World, say: Callable[[str], str]) -> None:
    fan, moderator, thread = world.cast.fan, world.cast.moderator, world.things["thread"]
    flagged = world.things["answers"][2]
    flags.raise_flag("post", flagged.id, "spam", say("flag_note"), by=fan)
    bad = posts.reply(thread, say("judged_post"), by=fan, at=clock.now())
    item = reviews.open_item("post", bad.id, source="flags", weight=1.0)
    db.session.flush()
    decision = decisions.decide(
        item, "hide", by=moderator, version=item.version, reason="spam", note=say("decision_note")
    )
    open_item = next(each for each in reviews.queue(by=moderator) if each.subject_id == flagged.id)
    export = exports.order(
        records.Audience(), ["handle", "email"], "service", "csv", by=world.cast.marketer
    )
    notifications.notify(
        [fan.id],
        "reply",
        url="/latest",
        title=say("notice"),
        by=world.cast.second_fan.id,
        thread_id=thread.id,
    )
    world.values |= {
        "decision_id": decision.id, "item_id": open_item.id, "token": export.token,
        "/unsubscribe/<token> token": unsubscribing.path(fan.id, "reply").rpartition("/")[2],
    }  # fmt: skip


def _secrets(world: World) -> None:
    fan = world.cast.fan
    issued = {
        purpose: tickets.issue(fan, purpose, f"{purpose}@fans.example")
        for purpose in ("confirm", "reset", "change-email")
    }
    world.values |= {
        "/confirm/<secret> secret": issued["confirm"], "/reset/<secret> secret": issued["reset"],
        "/settings/email/<secret> secret": issued["change-email"],
        "sign_in_id": 1,
    }  # fmt: skip
