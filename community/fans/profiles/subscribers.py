"""A new or changed person is found under the new name."""

from community.commons import search
from community.kernel.events import on
from community.people.accounts import ProfileChanged, SignedUp


@on(SignedUp)
def find_new_person(event: SignedUp) -> None:
    search.mark("person", [event.account_id])


@on(ProfileChanged)
def find_changed_person(event: ProfileChanged) -> None:
    search.mark("person", [event.account_id])
