"""The group of all commands: ours by name, the rooms' by asking the rooms."""

from collections.abc import Callable
from copy import copy
from functools import wraps
from importlib import import_module
from typing import Any

import click

OURS = {
    "run": "community.cli.running:run",
    "worker": "community.cli.running:worker",
    "migrate": "community.cli.schema:migrate",
    "doctor": "community.cli.doctor:doctor",
    "backup": "community.cli.backups:backup",
    "restore": "community.cli.backups:restore",
    "rooms": "community.cli.house:rooms",
    "events": "community.cli.house:events",
    "jobs": "community.cli.house:jobs",
    "settings": "community.cli.house:settings",
}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*OURS, *sorted(_of_rooms())]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in OURS:
            module, _, function = OURS[name].partition(":")
            return getattr(import_module(module), function)
        return _of_rooms().get(name)

    def invoke(self, ctx: click.Context) -> Any:
        """A refusal or a bad setting is one sentence and a code, not a traceback."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            raise _as_sentence(error) from None


def _as_sentence(error: Exception) -> Exception:
    if isinstance(error, click.ClickException | click.exceptions.Exit | click.Abort):
        return error
    from sqlalchemy.exc import OperationalError

    from community.config import ConfigError
    from community.kernel.refusals import Refusal

    if isinstance(error, Refusal):
        return click.ClickException(
            "\n".join(dict.fromkeys([str(error), *map(str, error.fields.values())]))
        )
    if isinstance(error, ConfigError):
        return click.ClickException(str(error))
    if isinstance(error, OperationalError):
        return click.ClickException(f"The database does not answer: {error.orig}")
    return error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    package_name="konektor", prog_name="community", message="%(prog)s %(version)s"
)
def community() -> None:
    """Run and look after a community."""


def in_the_house(work: Callable[..., Any]) -> Callable[..., Any]:
    """The command works inside the application and in one transaction, kept when it ends well."""

    @wraps(work)
    def inside(*args: Any, **options: Any) -> Any:
        from community.app import create_app
        from community.kernel.db import db

        with create_app().app_context():
            given = work(*args, **options)
            db.session.commit()
            return given

    return inside


def _of_rooms() -> dict[str, click.Command]:
    """The rooms' commands; groups of one name become one group."""
    from community.app import rooms

    found: dict[str, click.Command] = {}
    for room in rooms():
        for command in map(_furnished, room.commands):
            name = command.name or ""
            before = found.get(name)
            if isinstance(before, click.Group) and isinstance(command, click.Group):
                before.commands.update(command.commands)
            else:
                found[name] = command
    return found


def _furnished(command: click.Command) -> click.Command:
    """A copy that works inside the application; the room keeps its own as it was."""
    own = copy(command)
    if isinstance(own, click.Group):
        own.commands = {name: _furnished(each) for name, each in own.commands.items()}
    elif own.callback and not hasattr(own.callback, "__wrapped__"):
        own.callback = in_the_house(own.callback)
    return own
