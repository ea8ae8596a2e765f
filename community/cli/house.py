"""`community rooms`, `events tail`, `jobs` and `settings`: what the house is and what happens in it."""

import time
from typing import Any

import click

from community.cli.commands import in_the_house


@click.command()
@in_the_house
def rooms() -> None:
    """Every room: its floor, what it is for, and all that it plugs in."""
    from community.kernel.room import house

    floor = ""
    for room in house().rooms:
        if room.floor != floor:
            floor = room.floor
            click.secho(f"\n{floor}", bold=True)
        click.echo(f"  {room.name}: {room.sentence.splitlines()[0] if room.sentence else ''}")
        for label, listed in _plugged_in(room):
            if listed:
                click.echo(f"    {label}: {', '.join(listed)}")


def _plugged_in(room: Any) -> list[tuple[str, list[str]]]:
    from community.kernel.events import subscribers_in
    from community.kernel.jobs import jobs_in

    announced = [each.__name__ for each in _events_of(room)]
    return [
        ("routes", [f"{'/'.join(route.methods)} {route.rule}" for route in room.routes]),
        ("announces", sorted(announced)),
        ("hears", sorted({each.event.name() for each in subscribers_in(room.subscribers)})),
        ("jobs", [each.name.rpartition(".")[2] + _rhythm(each) for each in jobs_in(room.jobs)]),
        ("slots", [_slot(each) for each in room.slots]),
        ("settings", [each.name for each in room.settings]),
        ("commands", [each.name or "" for each in room.commands]),
    ]


def _events_of(room: Any) -> list[type]:
    from community.kernel.events import Event

    if room.events is None:
        return []
    values = vars(room.events).values()
    return [
        each
        for each in values
        if isinstance(each, type) and issubclass(each, Event) and each is not Event
    ]


def _rhythm(job: Any) -> str:
    return f" (every {job.every})" if job.every else ""


def _slot(slot: Any) -> str:
    told = [
        str(getattr(slot, part, "") or "") for part in ("name", "kind", "event", "path", "place")
    ]
    return f"{type(slot).__name__} {next(filter(None, told), '')}".strip()


@click.group()
def events() -> None:
    """What happened."""


@events.command()
@click.option("--number", "-n", default=20, show_default=True, help="How many to begin with.")
@click.option("--follow", "-f", is_flag=True, help="Wait for more.")
@in_the_house
def tail(number: int, follow: bool) -> None:
    """The latest events, oldest first."""
    seen = _print_after(0, number)
    while follow:
        time.sleep(1)
        seen = _print_after(seen, 1000)


def _print_after(seen: int, number: int) -> int:
    from sqlalchemy import select

    from community.kernel.db import db, reading
    from community.kernel.events import EventRow

    with reading():
        query = (
            select(EventRow).where(EventRow.id > seen).order_by(EventRow.id.desc()).limit(number)
        )
        for row in reversed(list(db.session.scalars(query))):
            details = " ".join(f"{name}={value}" for name, value in row.details.items())
            click.echo(
                f"{row.at:%Y-%m-%d %H:%M:%S}  {row.name:<24} by={row.by_id or '-'} {details}"
            )
            seen = row.id
        db.session.rollback()
    return seen


@click.group()
def jobs() -> None:
    """The background work."""


@jobs.command()
@in_the_house
def dead() -> None:
    """Jobs that failed too often, with what they said."""
    from community.kernel.jobs import dead_letters, waiting_count

    letters = dead_letters()
    for row in letters:
        click.echo(f"{row.id:>8}  {row.failed_at:%Y-%m-%d %H:%M}  {row.name}  {row.error}")
    click.echo(f"{len(letters)} dead, {waiting_count()} waiting")


@jobs.command()
@click.argument("number", type=int, required=False)
@in_the_house
def revive(number: int | None) -> None:
    """Try dead jobs again: all, or the one with this number."""
    from community.kernel.jobs import revive as give_another_life

    click.echo(f"{give_another_life(number)} jobs will be tried again.")


@click.command()
@in_the_house
def settings() -> None:
    """What people have set in the browser, and the defaults."""
    from community.kernel.room import house
    from community.kernel.settings import all_set

    changed = all_set()
    for name, setting in sorted(house().settings.items()):
        mark = "*" if name in changed else " "
        click.echo(f"{mark} {name:<32} {changed.get(name, setting.default)!r}")
