"""What an organiser fills in to change a gathering."""

from typing import Any

from flask_wtf import FlaskForm

from community.kernel.refusals import Refusal

from .planning import FIELDS


class ChangeForm(FlaskForm):
    """The fields of the composer, one for one."""

    @property
    def filled(self) -> dict[str, str]:
        return {name: str(self[name].data or "") for name in FIELDS}

    def attach(self, refusal: Refusal) -> None:
        named = {name: said for name, said in refusal.fields.items() if name in self._fields}
        for name, said in (named or {"event_starts": refusal}).items():
            self[name].errors = [str(said)]


def change_form(**values: Any) -> ChangeForm:
    return type("WholeChangeForm", (ChangeForm,), dict(FIELDS))(**values)
