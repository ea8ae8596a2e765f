"""How much somebody may bring in a day, by level."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from community.commons.media.models import Upload
from community.kernel import clock, settings
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

MEGABYTE = 1_000_000
TOP_LEVEL = 4


class QuotaReached(Refusal):
    status = 413
    sentence = _l("You have uploaded a lot today. Go on tomorrow, or choose smaller pictures.")


def keep_within(size: int, by: Any) -> None:
    """Raises QuotaReached when these bytes are more than the day has left."""
    level = min(max(int(by.level), 0), TOP_LEVEL)
    most = settings.read(f"media.day_megabytes_{level}") * MEGABYTE
    if bytes_today(by) + size > most:
        raise QuotaReached()


def bytes_today(by: Any) -> int:
    today = (Upload.owner_id == by.id, Upload.created_at > clock.now() - timedelta(days=1))
    return db.session.scalar(select(func.coalesce(func.sum(Upload.size), 0)).where(*today)) or 0
