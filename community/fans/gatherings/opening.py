"""A gathering begins with its thread."""

import secrets
from dataclasses import asdict
from typing import Any

from community.kernel import clock, settings
from community.kernel.db import db

from .models import Gathering
from .planning import Plan, planned
from .refusals import GatheringFromLevel

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
CODE_LENGTH = 6


def begin(thread: Any, filled: dict[str, str], by: Any) -> None:
    level = settings.read("gatherings.level")
    if by.level < level and not by.staff:
        raise GatheringFromLevel(level=level)
    keep(thread.id, planned(filled))


def keep(thread_id: int, plan: Plan, *, phase: str = "ahead") -> Gathering:
    gathering = Gathering(
        thread_id=thread_id,
        code=fresh_code(),
        changed_at=clock.now(),
        phase=phase,
        coming_count=0,
        maybe_count=0,
        waiting_count=0,
        came_count=0,
        sequence=0,
        **asdict(plan),
    )
    db.session.add(gathering)
    db.session.flush()
    return gathering


def fresh_code() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))
