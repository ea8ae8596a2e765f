"""What this room holds of a person, for access and erasure."""

from typing import Any

from sqlalchemy import delete

from community.kernel.db import db
from community.kernel.slots import Privacy

from . import ledger
from .models import ConsentEntry


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    entries = ledger.history(member_id)
    return {
        "consents": [
            {
                "purpose": each.purpose,
                "given": each.given,
                "version": each.text_version,
                "source": each.source,
                "at": each.at.isoformat(),
            }
            for each in entries
        ]
    }


def erase(account_ids: list[int], member_id: int) -> None:
    db.session.execute(delete(ConsentEntry).where(ConsentEntry.member_id == member_id))


PRIVACY = Privacy("consent", ("consents.member_id",), access, erase)
