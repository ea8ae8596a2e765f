"""A new or changed person is found under the new name, and hears who follows them."""

from community.commons import notifications, search
from community.kernel.events import on
from community.people import accounts
from community.people.accounts import ProfileChanged, SignedUp
from community.people.ties import PersonFollowed


@on(SignedUp)
def find_new_person(event: SignedUp) -> None:
    search.mark("person", [event.account_id])


@on(ProfileChanged)
def find_changed_person(event: ProfileChanged) -> None:
    search.mark("person", [event.account_id])


@on(PersonFollowed)
def tell_who_follows(event: PersonFollowed) -> None:
    person = accounts.find(id=event.account_id)
    if person and not person.erased_at:
        notifications.notify(
            [person.id], "follower", url=f"/@{person.handle}", title=person.name, by=event.by
        )
