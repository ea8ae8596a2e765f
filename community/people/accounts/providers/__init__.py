"""Networks people may sign in with: a table that says what each gives, why it is asked and what it may be used for."""

from .profiles import Profile, profile_of
from .schema import Field, Provider
from .tables import BadProviders, enabled, look, named, open_table, table, uses

__all__ = [
    "BadProviders",
    "Field",
    "Profile",
    "Provider",
    "enabled",
    "look",
    "named",
    "open_table",
    "profile_of",
    "table",
    "uses",
]
