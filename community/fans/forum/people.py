"""The faces and addresses of people, as this room asks the accounts room for them."""

from collections.abc import Iterable
from typing import Any

from community.people import accounts

from .refusals import TooManyMentions

MOST_MENTIONS = 50


def addresses(handles: set[str]) -> dict[str, str]:
    """Where the profiles of these handles are; unknown ones are left out."""
    if len(handles) > MOST_MENTIONS:
        raise TooManyMentions(most=MOST_MENTIONS)
    return {handle: f"/@{account.handle}" for handle, account in named(handles).items()}


def named(handles: Iterable[str]) -> dict[str, Any]:
    found = {handle: accounts.find(handle=handle) for handle in handles}
    return {handle: account for handle, account in found.items() if account}


def briefs(ids: Iterable[int | None]) -> dict[int, Any]:
    wanted = {each for each in ids if each}
    return accounts.briefs(wanted) if wanted else {}


def member_of(account_id: int) -> int | None:
    account = accounts.find(id=account_id)
    return account.member_id if account else None
