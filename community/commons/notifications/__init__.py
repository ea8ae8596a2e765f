"""Tell people what concerns them, on the site and by mail, merged and never twice."""

from community.commons.notifications.notifications import (
    forget,
    latest,
    notify,
    read_all,
    seen,
    sentence,
    withdraw,
)

__all__ = ["forget", "latest", "notify", "read_all", "seen", "sentence", "withdraw"]
