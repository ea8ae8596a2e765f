"""What this room keeps about a person."""

from typing import Any

from community.commons.media import pictures


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    kept = pictures.of_accounts(account_ids)
    return {
        "uploads": [
            {
                "address": f"/media/{each.key}",
                "kind": each.kind,
                "name": each.name,
                "at": each.created_at.isoformat(),
            }
            for each in kept
        ]
    }


def erase(account_ids: list[int], member_id: int) -> None:
    for upload in pictures.of_accounts(account_ids):
        pictures.forget(upload.key)
