"""What this room holds of a person, for access and erasure."""

from typing import Any

from sqlalchemy import delete, select

from community.fans.profiles import covers
from community.kernel.db import db
from community.kernel.slots import Privacy

from .models import ProfileChoice, ProfileCover


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    chosen = select(ProfileChoice).where(ProfileChoice.account_id.in_(account_ids))
    pictures = select(ProfileCover.key).where(ProfileCover.account_id.in_(account_ids))
    return {
        "who_sees_what": {each.field: each.audience for each in db.session.scalars(chosen)},
        "cover": [f"/media/{key}" for key in db.session.scalars(pictures)],
    }


def erase(account_ids: list[int], member_id: int) -> None:
    for account_id in account_ids:
        covers.change(account_id, None)
    db.session.execute(delete(ProfileChoice).where(ProfileChoice.account_id.in_(account_ids)))


PRIVACY = Privacy(
    "profiles", ("profile_covers.account_id", "profile_choices.account_id"), access, erase
)
