"""Who may do what in the forum."""

from datetime import timedelta
from typing import Any

from community.kernel import clock, settings
from community.kernel.permissions import (
    Rule,
    active,
    admin,
    anyone,
    has_role,
    moderator,
    signed_in,
)

care = has_role("moderator", "agent")  # keeps threads in order, leaves fans' words alone


def author(actor: Any, thing: Any) -> bool:
    return actor.id is not None and thing.author_id == actor.id


def author_or_moderator(actor: Any, thing: Any) -> bool:
    return moderator(actor) or author(actor, thing)


def author_in_time_or_moderator(actor: Any, post: Any) -> bool:
    return moderator(actor) or (
        author(actor, post) and clock.now() < post.created_at + time_to_edit(actor)
    )


def time_to_edit(actor: Any) -> timedelta:
    if actor.level >= 2:
        return timedelta(days=settings.read("forum.edit_days"))
    return timedelta(hours=settings.read("forum.edit_hours_new"))


def of_the_level(actor: Any, post: Any) -> bool:
    return (
        actor.moderator or author(actor, post) or actor.level >= settings.read("forum.wiki_level")
    )


def somebody_else(actor: Any, post: Any) -> bool:
    return not author(actor, post)


def starts_here(actor: Any, board: Any) -> bool:
    return actor.staff or not board.staff_only_start


PERMISSIONS = {
    "forum.compose": Rule(
        who=anyone
    ),  # a stranger may write; sending asks to sign in and keeps the text
    "forum.start": Rule(
        who=signed_in, on=starts_here
    ),  # whoever is suspended hears it from the verb
    "forum.reply": Rule(who=signed_in),
    "forum.edit": Rule(who=active, on=author_in_time_or_moderator),
    "forum.edit_together": Rule(who=active, on=of_the_level),
    "forum.rename": Rule(who=active, on=author_in_time_or_moderator),
    "forum.delete": Rule(who=active, on=author_or_moderator),
    "forum.react": Rule(who=active, on=somebody_else),
    "forum.accept": Rule(who=active, on=author_or_moderator),
    "forum.follow": Rule(who=signed_in),
    "forum.read": Rule(who=signed_in),
    "forum.draft": Rule(who=signed_in),
    "forum.close": Rule(who=care),
    "forum.pin": Rule(who=care),
    "forum.move": Rule(who=care),
    "forum.merge": Rule(who=care),
    "forum.part": Rule(who=care),
    "forum.time": Rule(who=care),
    "forum.slow": Rule(who=care),
    "forum.hide": Rule(who=moderator),
    "forum.arrange": Rule(who=admin),
}
