"""Who said it: a member and an account that nobody can sign in to, once for each key of an author."""

from datetime import datetime

from community.edges.transfer import keys
from community.kernel import clock, text
from community.people import accounts, members

Pair = tuple[int, int]  # account id, member id


class People:
    def __init__(self, source: int, provider: str, site: str) -> None:
        self.source, self.provider, self.site = source, provider, site
        self._pairs: dict[str, Pair] = {}

    def enter(self, wanted: dict[str, tuple[str, datetime]]) -> None:
        """Key -> how somebody is called, and since when."""
        missing = {key: told for key, told in wanted.items() if key not in self._pairs}
        if not missing:
            return
        there = keys.known(self.source, "author", missing)
        known = {key: number for key, number in there.items() if number}
        found = accounts.past.members_of(known.values())
        self._pairs |= {key: (number, found[number]) for key, number in known.items()}
        self._open({key: told for key, told in missing.items() if key not in there})
        for key in set(there) - set(known):  # erased here, and does not come back
            self._pairs[key] = self._nobody()

    def of(self, key: str) -> Pair:
        return self._pairs[key]

    def _nobody(self) -> Pair:
        self.enter({"": ("Anonymous", clock.now())})
        return self._pairs[""]

    def _open(self, fresh: dict[str, tuple[str, datetime]]) -> None:
        people = {
            key: members.past.Known(
                name=text.plain(name, 60) or "Anonymous", since=since, provider=self.provider, issuer=self.site
            )
            for key, (name, since) in fresh.items()
        }  # fmt: skip
        members.past.bring(list(people.values()))
        authors = {
            key: accounts.past.Author(
                member_id=each.member_id or 0, name=each.name, since=each.since
            )
            for key, each in people.items()
        }
        accounts.past.bring(list(authors.values()))
        keys.keep(self.source, "user", {key: each.member_id for key, each in people.items()})
        keys.keep(self.source, "author", {key: each.account_id for key, each in authors.items()})
        self._pairs |= {
            key: (each.account_id or 0, each.member_id) for key, each in authors.items()
        }
