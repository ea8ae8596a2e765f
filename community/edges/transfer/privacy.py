"""What this room holds of a person: what they were called where they came from."""

from typing import Any

from community.kernel.slots import Privacy

from . import keys


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    return {
        "imported_as": keys.names_of("user", [member_id]) + keys.names_of("author", account_ids)
    }


def erase(account_ids: list[int], member_id: int) -> None:
    """A later import of the same place does not bring them back."""
    keys.erase("user", [member_id])
    keys.erase("author", account_ids)


PRIVACY = Privacy("transfer", ("imported_keys.our_id",), access, erase)
