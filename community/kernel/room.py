"""What a room plugs in, and the house that knows every room."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import click
from flask import Flask, current_app

from community.kernel.events import Event, Subscriber, subscribers_in
from community.kernel.jobs import Job, jobs_in
from community.kernel.permissions import Rule
from community.kernel.settings import Setting
from community.kernel.slots import Slots


@dataclass(frozen=True)
class Route:
    rule: str
    view: Callable[..., Any]
    methods: tuple[str, ...]
    permission: str
    name: str
    limit: str
    writes: bool
    csrf: bool
    version: Callable[..., str | None] | None = None
    largest: int = 0


def get(
    rule: str,
    view: Callable[..., Any],
    permission: str = "",
    *,
    name: str = "",
    limit: str = "",
    writes: bool = False,
    version: Callable[..., str | None] | None = None,
) -> Route:
    """A page. `writes=True` only where a GET must write, as the return from a social login does.

    `version` takes the address's values and gives the version of what the page shows by one look-up,
    or None where nobody in particular may see it: the page cache stands on it.
    """
    return Route(
        rule, view, ("GET",), permission, name or view.__name__, limit, writes, True, version
    )


def post(
    rule: str,
    view: Callable[..., Any],
    permission: str,
    *,
    name: str = "",
    limit: str = "",
    csrf: bool = True,
    methods: tuple[str, ...] = ("POST",),
    largest: int = 0,
) -> Route:
    """A change. `permission` names a rule of some room's permissions table; `anybody` says so aloud.

    `largest` is for the few that take files: bytes of the whole request, above what others may have.
    """
    name = name or view.__name__
    return Route(rule, view, methods, permission, name, limit, True, csrf, largest=largest)


@dataclass(frozen=True)
class Room:
    name: str
    routes: Iterable[Route] = ()
    events: ModuleType | None = None
    subscribers: ModuleType | None = None
    jobs: ModuleType | None = None
    slots: Iterable[Any] = ()
    commands: Iterable[click.Command] = ()
    settings: Iterable[Setting] = ()
    permissions: dict[str, Rule] = field(default_factory=dict)
    context: Callable[[], dict[str, Any]] | None = None
    opening: Callable[[Flask], None] | None = (
        None  # reads its files once; raises ConfigError before anything starts
    )
    module: str = field(default_factory=lambda: sys._getframe(2).f_globals["__name__"])

    @property
    def floor(self) -> str:
        """`community.fans.forum.room` -> `fans`."""
        return self.module.split(".")[1]

    @property
    def sentence(self) -> str:
        return (sys.modules[self.module.rpartition(".")[0]].__doc__ or "").strip()


class House:
    """The rooms of one application: who hears which event, which jobs exist, which rules hold."""

    def __init__(self, rooms: list[Room], kernel_jobs: Iterable[ModuleType] = ()):
        self.rooms = rooms
        self.slots = Slots()
        self.heard: dict[str, list[Subscriber]] = {}
        self.jobs: dict[str, Job] = {}
        self.rules: dict[str, Rule] = {}
        self.settings: dict[str, Setting] = {}
        for room in rooms:
            self._furnish(room)
        for module in kernel_jobs:
            self.jobs.update({job.name: job for job in jobs_in(module)})

    def _furnish(self, room: Room) -> None:
        self.slots.filled.extend(room.slots)
        self.rules.update(room.permissions)
        self.settings.update({setting.name: setting for setting in room.settings})
        for job in jobs_in(room.jobs):
            self.jobs[job.name] = job
        for subscriber in subscribers_in(room.subscribers):
            self.heard.setdefault(subscriber.event.name(), []).append(subscriber)
            self.jobs[subscriber.job.name] = subscriber.job

    def events(self) -> dict[str, type[Event]]:
        return {
            each.name(): each
            for each in Event.__subclasses__()
            if each.__module__.startswith("community.")
        }


def house() -> House:
    return current_app.extensions["house"]


def open_house(app: Flask, rooms: list[Room], kernel_jobs: Iterable[ModuleType] = ()) -> House:
    app.extensions["house"] = opened = House(rooms, kernel_jobs)
    for room in rooms:
        if room.opening:
            room.opening(app)
    return opened
