"""Tell people what concerns them, on the site and by mail, merged and never twice."""

from community.commons.notifications.notifications import (
    carry,
    forget,
    forget_address,
    forget_at,
    latest,
    notify,
    read_all,
    seen,
    seen_at,
    withdraw,
)
from community.commons.notifications.wording import sentence

__all__ = [
    "carry",
    "forget",
    "forget_address",
    "forget_at",
    "latest",
    "notify",
    "read_all",
    "seen",
    "seen_at",
    "sentence",
    "withdraw",
]
