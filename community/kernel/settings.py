"""Settings that people change in the browser: declared by rooms, typed, kept in the database."""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel import site
from community.kernel.db import Base, Document, db
from community.kernel.site import kept_with_site


class SettingRow(Base):
    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(Document)


@dataclass(frozen=True)
class Setting:
    """`default` also gives the type: str, int, float, bool or list of str."""

    name: str
    default: Any
    label: Any
    help: Any = ""
    group: str = "general"
    choices: tuple[str, ...] = ()


def read(name: str) -> Any:
    """The value set in the browser, else the declared default; KeyError for an undeclared name."""
    declared = current_app.extensions["house"].settings[name]
    return all_set().get(name, declared.default)


@kept_with_site
def all_set() -> dict[str, Any]:
    return {row.name: row.value for row in db.session.query(SettingRow)}


def change(name: str, value: Any) -> None:
    """Set it from the browser or a command; TypeError or ValueError when the declaration forbids it."""
    declared = current_app.extensions["house"].settings[name]
    if not isinstance(value, type(declared.default)):
        raise TypeError(f"{name} wants {type(declared.default).__name__}")
    if declared.choices and value not in declared.choices:
        raise ValueError(f"{name} wants one of {', '.join(declared.choices)}")
    db.session.merge(SettingRow(name=name, value=value))
    site.bump()
