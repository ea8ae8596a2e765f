"""What the kinds of threads keep: votes and decisions, ballots, stars and the products they are for."""

from datetime import datetime, timedelta
from typing import Any

from community.fans.forum import Thread, ideas, polls, reviews
from community.kernel import clock
from community.kernel.db import db
from community.people import members
from community.people.accounts import Account

from . import content
from .talk import Said


def name_products(who: dict[str, Account], now: datetime) -> None:
    with clock.past(now - content.days(371.8)):
        for each in content.read("products.toml")["product"]:
            reviews.products.add(each["slug"], each["name"], by=who["lars"])


def remember(who: dict[str, Account], said: list[Said], now: datetime) -> None:
    """Ideas, polls and reviews come to stand as if people had used them since their threads began."""
    written = content.read_all("threads")
    for each in said:
        if each.post.position == 1 and each.file in written:
            thread = db.session.get_one(Thread, each.post.thread.id)
            _remember(thread, written[each.file], who, now)


def _remember(
    thread: Thread, written: dict[str, Any], who: dict[str, Account], now: datetime
) -> None:
    if thread.kind == "idea":
        _idea(thread, written.get("idea", {}), who, now)
    elif thread.kind == "poll":
        _poll(thread, written["poll"], who, now)
    elif thread.kind == "review":
        _review(thread, written["review"], who)


def _idea(thread: Thread, idea: dict[str, Any], who: dict[str, Account], now: datetime) -> None:
    ideas.begin(thread, {}, who["lars"])
    for handle in idea.get("votes", ()):
        with clock.past(_soon_after(thread, handle, now)):
            ideas.vote(thread, by=who[handle])
    for each in idea.get("decisions", ()):
        with clock.past(now - content.days(each["days_ago"])):
            ideas.decide(thread, each["status"], by=who[each["by"]], note=each["note"])


def _poll(thread: Thread, poll: dict[str, Any], who: dict[str, Account], now: datetime) -> None:
    filled = {f"poll_{name}": poll[name] for name in ("options", "mode", "results", "open")}
    polls.begin(thread, filled, who["lars"])
    for handle, choices in poll["ballots"].items():
        with clock.past(_soon_after(thread, handle, now)):
            polls.vote(thread, choices, by=who[handle])


def _review(thread: Thread, review: dict[str, Any], who: dict[str, Account]) -> None:
    author = next(each for each in who.values() if each.id == thread.author_id)
    with clock.past(thread.created_at):
        if review.get("owner"):
            bought = thread.created_at - timedelta(days=120)
            members.note(
                author.member_id,
                "purchase",
                review["product"],
                method="imported",
                source="shop",
                at=bought,
            )
        filled = {"review_product": review["product"], "review_stars": str(review["stars"])}
        reviews.begin(thread, filled, author)


def _soon_after(thread: Thread, handle: str, now: datetime) -> datetime:
    luck = content.chance(thread.slug, handle)
    return content.some_time_after(thread.created_at, now, luck, 20)
