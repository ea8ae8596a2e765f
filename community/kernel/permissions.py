"""Who may do what: named rules, default deny.

A room keeps a table `{"forum.close": Rule(who=signed_in, on=staff_or_author)}`. `who` looks at the actor
alone and guards the route; `on` looks at the actor and the thing and is asked by the verb.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from flask import current_app

from community.kernel.refusals import NotAllowed, SignInNeeded


class Actor(Protocol):
    """Somebody who acts: an account, or nobody in particular (`id` None)."""

    @property
    def id(self) -> int | None: ...
    @property
    def signed_in(self) -> bool: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def level(self) -> int: ...
    @property
    def suspended(self) -> bool: ...


class Nobody:
    """A reader without an account."""

    id = None
    member_id = None
    signed_in = False
    roles: frozenset[str] = frozenset()
    level = 0
    suspended = False
    staff = moderator = marketer = admin = False
    handle = name = ""
    avatar_url = None
    language = None


class System:
    """The program itself, in jobs and commands."""

    id = None
    member_id = None
    signed_in = True
    roles = frozenset({"admin", "moderator", "marketer", "agent"})
    level = 4
    suspended = False
    staff = moderator = marketer = admin = True
    handle = name = "system"
    avatar_url = None
    language = None


NOBODY, SYSTEM = Nobody(), System()

Who = Callable[[Any], bool]
On = Callable[[Any, Any], bool]


def anyone(actor: Actor) -> bool:
    return True


def signed_in(actor: Actor) -> bool:
    return actor.signed_in


def active(actor: Actor) -> bool:
    """Signed in and not suspended."""
    return actor.signed_in and not actor.suspended


def has_role(*roles: str) -> Who:
    """One of these roles, or admin."""
    wanted = {*roles, "admin"}
    return lambda actor: bool(wanted & actor.roles) and not actor.suspended


staff = has_role("moderator", "agent", "marketer")
moderator = has_role("moderator")
marketer = has_role("marketer")
admin = has_role()


@dataclass(frozen=True)
class Rule:
    who: Who
    on: On | None = None


def may(actor: Actor, name: str, thing: Any = None) -> bool:
    """Whether the rule lets the actor; a name no room declared lets nobody."""
    rule = current_app.extensions["house"].rules.get(name)
    if rule is None or not rule.who(actor):
        return False
    return rule.on is None or thing is None or rule.on(actor, thing)


def require(actor: Actor, name: str, thing: Any = None) -> None:
    """Raise SignInNeeded or NotAllowed unless the rule lets the actor."""
    if not may(actor, name, thing):
        raise NotAllowed() if actor.signed_in else SignInNeeded()
