"""Networks people may sign in with: a table that says what each gives, why it is asked and what it may be used for."""

from .profiles import Profile, profile_of
from .schema import Field, Provider
from .table import BadProviders, enabled, look, named, table, uses

__all__ = ["BadProviders", "Field", "Profile", "Provider", "enabled", "look", "named", "profile_of", "table", "uses"]
