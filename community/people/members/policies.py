"""What a value may be used for, by the provider it came from."""

from community.kernel.room import house
from community.kernel.slots import FieldUses

from .passports import ALL_USES

CAREFUL = ("show", "segment")


def uses_of(provider: str, field: str) -> tuple[str, ...]:
    """Of show, segment, export, message; the fan's own word may be used for all four."""
    if provider in ("fan", "staff"):
        return ALL_USES
    for policy in house().slots.of(FieldUses):
        allowed = policy.uses(provider, field)
        if allowed is not None:
            return allowed
    return CAREFUL
