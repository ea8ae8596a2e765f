"""What follows once something has happened around a gathering."""

from community.kernel import clock
from community.kernel.events import Event, on
from community.people import members

from . import telling
from .events import (
    GatheringAnswered,
    GatheringAttended,
    GatheringCancelled,
    GatheringChanged,
    GatheringPlaceFound,
)


@on(GatheringPlaceFound)
def tell_of_place(event: GatheringPlaceFound) -> None:
    telling.of_place(event.thread_id, event.account_id)


@on(GatheringChanged)
def tell_of_change(event: GatheringChanged) -> None:
    telling.of_change(event.thread_id, event.by)


@on(GatheringCancelled)
def tell_of_cancellation(event: GatheringCancelled) -> None:
    telling.of_cancellation(event.thread_id, event.by)


@on(GatheringAnswered)
@on(GatheringAttended)
def count_contribution(event: Event) -> None:
    if event.member_id:
        members.note_contribution(event.member_id, clock.now())
