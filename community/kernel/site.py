"""One version number for what shows on every page: brand, settings, boards. It keeps caches exact."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import current_app, g, has_request_context
from sqlalchemy import update
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.db import Base, connection, db, insert_or_ignore

P = ParamSpec("P")
R = TypeVar("R")


class SiteVersion(Base):
    """One row; every change that shows on all pages bumps it."""

    __tablename__ = "site_version"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    version: Mapped[int] = mapped_column(default=1)


def version() -> int:
    """One look-up per request."""
    if has_request_context() and (noted_before := g.get("site_version")) is not None:
        return noted_before
    found = connection().exec_driver_sql("SELECT version FROM site_version").scalar() or 0
    if has_request_context():
        g.site_version = found
    return found


def noted(found: int | None) -> None:
    """A statement of this request has brought the version along."""
    g.site_version = found or 0


def bump() -> None:
    """Everything kept with the site is stale from this commit on."""
    insert_or_ignore(SiteVersion, id=1, version=0)
    db.session.execute(update(SiteVersion).values(version=SiteVersion.version + 1))
    g.pop("site_version", None)
    g.site_changing = True


def kept_with_site(compute: Callable[P, R]) -> Callable[P, R]:
    """Remember a function's results in this process until the site's version changes.

    Results are shared between requests: return plain values, never rows bound to a session.
    """

    @wraps(compute)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        if g.get("site_changing"):
            return compute(*args, **kwargs)
        kept: dict[str, Any] = current_app.extensions.setdefault("kept_with_site", {})
        shelf, current = f"{compute.__module__}.{compute.__qualname__}", version()
        seen, results = kept.get(shelf, (None, {}))
        if seen != current:
            kept[shelf] = (current, results := {})
        key = (args, tuple(kwargs.items()))
        if key not in results:
            results[key] = compute(*args, **kwargs)
        return results[key]

    return remembered
