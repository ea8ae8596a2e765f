"""What happens to exports."""

from dataclasses import dataclass

from community.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class MembersExported(Event):
    export_id: int
