"""Tell people what concerns them, on the site and by mail, merged and never twice."""

from community.commons.notifications.notifications import (
    forget,
    latest,
    notify,
    read_all,
    seen,
    withdraw,
)
from community.commons.notifications.wording import sentence

__all__ = ["forget", "latest", "notify", "read_all", "seen", "sentence", "withdraw"]
