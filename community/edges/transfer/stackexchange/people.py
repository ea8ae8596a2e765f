"""Users of the dump become members; who wrote something gets an account that nobody can sign in to."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from sqlite3 import Row
from urllib.parse import urlsplit

from community.edges.transfer import keys
from community.kernel import clock, text
from community.kernel.db import db
from community.people import accounts, members

from .staging import STORED, THERE, Staging

PROVIDER = "stackexchange"
AT_ONCE = 300
MOST_BADGES = 40
LONGEST_ABOUT = 100_000
Pair = tuple[int, int]  # account id, member id
Told = tuple[str, datetime]  # how somebody is called, and since when they wrote


def moment(value: str) -> datetime:
    """Dumps are in UTC; nothing has happened after today."""
    return min(datetime.fromisoformat(value).replace(tzinfo=UTC), clock.now())


class People:
    """`account_of` answers for whoever was named in `enter` before."""

    def __init__(self, staging: Staging, source: int, site: str) -> None:
        self.staging, self.source, self.site = staging, source, site
        self.host = site if "." in site else ""
        self._pairs: dict[str, Pair] = {}

    def bring_all(self, done: Callable[[int], None]) -> None:
        """Every user becomes a member, batch by batch, each in a transaction."""
        after: int | None = None
        while batch := self._batch(after):
            after = batch[-1]["id"]
            there = keys.known(self.source, "user", [str(row["id"]) for row in batch])
            fresh = [row for row in batch if str(row["id"]) not in there]
            self._bring(fresh)
            db.session.commit()
            self.staging.settle("Users", [row["id"] for row in fresh], STORED)
            self.staging.settle("Users", [int(name) for name in there], THERE)
            done(len(batch))

    def enter(self, wanted: dict[str, Told]) -> None:
        """Accounts for these names of `name_of`; with them how they are called and since when they wrote."""
        missing = {name: told for name, told in wanted.items() if name not in self._pairs}
        if not missing:
            return
        there = keys.known(self.source, "author", missing)
        mine = keys.known(self.source, "user", missing)
        gone = {name for name in missing if None in (there.get(name, 0), mine.get(name, 0))}
        self._remember({name: number for name, number in there.items() if number})
        fresh = {
            name: told for name, told in missing.items() if name not in there and name not in gone
        }
        self._open_accounts(fresh, {name: number for name, number in mine.items() if number})
        for name in gone:
            self._pairs[name] = self._nobody()

    def account_of(self, name: str) -> Pair:
        return self._pairs[name]

    def _nobody(self) -> Pair:
        """Who stands for those that were erased here."""
        if "name:" not in self._pairs:
            self.enter({"name:": ("", clock.now())})
        return self._pairs["name:"]

    def _batch(self, after: int | None) -> list[Row]:
        start = "" if after is None else "WHERE id > ?"
        values = () if after is None else (after,)
        return self.staging.rows(
            f"SELECT * FROM Users {start} ORDER BY id LIMIT {AT_ONCE}", *values
        )

    def _bring(self, rows: list[Row]) -> None:
        badges = self._badges(rows)
        people = [self._known(row, badges.get(row["id"], [])) for row in rows]
        members.past.bring(people)
        keys.keep(self.source, "user", {each.subject: each.member_id for each in people})

    def _known(self, row: Row, badges: list[str]) -> members.past.Known:
        about = text.from_html(row["about"][:LONGEST_ABOUT]).text if row["about"] else ""
        facts = {
            "place": text.plain(row["place"] or "", 80),
            "website": website(row["website"]),
            "about": text.excerpt(about, 500),
            "reputation": str(row["reputation"] or ""),
            "badges": ", ".join(badges[:MOST_BADGES]),
        }
        return members.past.Known(
            name=called(row["name"], row["id"]), since=moment(row["since"]), provider=PROVIDER, issuer=self.site,
            subject=str(row["id"]), profile_url=self._profile(row["id"]), facts=facts,
        )  # fmt: skip

    def _badges(self, rows: list[Row]) -> dict[int, list[str]]:
        """`Editor × 3`, `Teacher`: those given most often first."""
        ids = [row["id"] for row in rows]
        query = f"SELECT user, name, count(*) number FROM Badges WHERE user IN ({', '.join('?' * len(ids))})"
        found: dict[int, list[str]] = defaultdict(list)
        for row in self.staging.rows(
            f"{query} GROUP BY user, name ORDER BY 3 DESC, min(since)", *ids
        ):
            found[row["user"]].append(
                row["name"] if row["number"] == 1 else f"{row['name']} × {row['number']}"
            )
        return found

    def _profile(self, user: int) -> str:
        return f"https://{self.host}/users/{user}" if self.host and user > 0 else ""

    def _open_accounts(self, fresh: dict[str, Told], there: dict[str, int]) -> None:
        """`there` are the members that came with the users; ids and names without a row there become members now."""
        if not fresh:
            return
        ghosts = {
            name: self._ghost(name, *told) for name, told in fresh.items() if name not in there
        }
        members.past.bring(list(ghosts.values()))
        keys.keep(
            self.source,
            "user",
            {name: each.member_id for name, each in ghosts.items() if each.subject},
        )
        member_ids = there | {name: each.member_id or 0 for name, each in ghosts.items()}
        authors = {name: self._author(name, member_ids[name], *fresh[name]) for name in fresh}
        accounts.past.bring(list(authors.values()))
        keys.keep(self.source, "author", {name: each.account_id for name, each in authors.items()})
        for name, each in authors.items():
            self._pairs[name] = (each.account_id or 0, each.member_id)

    def _ghost(self, name: str, shown: str, since: datetime) -> members.past.Known:
        subject = name if name.lstrip("-").isdigit() else ""
        profile = self._profile(int(subject)) if subject else ""
        return members.past.Known(
            name=shown,
            since=since,
            provider=PROVIDER,
            issuer=self.site,
            subject=subject,
            profile_url=profile,
        )

    def _author(
        self, name: str, member_id: int, shown: str, since: datetime
    ) -> accounts.past.Author:
        found = (
            self.staging.rows("SELECT * FROM Users WHERE id = ?", name)
            if name.lstrip("-").isdigit()
            else []
        )
        if not found:
            known = members.one(member_id).name  # from an earlier dump, which had the users
            return accounts.past.Author(member_id=member_id, name=known or shown, since=since)
        row = found[0]
        about = text.from_html((row["about"] or "")[:LONGEST_ABOUT])
        return accounts.past.Author(
            member_id=member_id, name=called(row["name"], row["id"]), since=min(moment(row["since"]), since),
            about=text.to_markdown(about.html)[:2000] if about.text else "", about_html=about.html if about.text else "",
            place=text.plain(row["place"] or "", 80), website=website(row["website"]),
        )  # fmt: skip

    def _remember(self, account_ids: dict[str, int]) -> None:
        found = accounts.past.members_of(account_ids.values())
        self._pairs |= {name: (number, found[number]) for name, number in account_ids.items()}


def name_of(user: int | None, user_name: str | None) -> str:
    """The key of an author: the number there, else the name that a deleted user left behind."""
    return str(user) if user is not None else f"name:{text.plain(user_name or '', 60)}"


def called(user_name: str | None, user: int | None) -> str:
    """A name for those whose own is gone."""
    return text.plain(user_name or "", 60) or (f"User {user}" if user is not None else "Anonymous")


def website(address: str | None) -> str:
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return ""
    fine = parts.scheme in ("http", "https") and parts.hostname and "." in parts.hostname
    return parts.geturl()[:200] if fine and not text.plain(parts.geturl(), 300).count(" ") else ""
