"""Settings that rooms declared, typed and with their help."""

from itertools import groupby
from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.kernel import audit, settings
from community.kernel.i18n import gettext as _
from community.kernel.room import house
from community.kernel.settings import Setting
from community.kernel.web import actor, page, see_other

ELSEWHERE = {"brand"}  # groups with a page of their own


def edit() -> ResponseReturnValue:
    return _form({}, {})


def change() -> ResponseReturnValue:
    typed = {each.name: request.form.get(each.name, "") for each in _declared()}
    values, problems = {}, {}
    for each in _declared():
        try:
            values[each.name] = _read(each, typed[each.name])
        except ValueError:
            problems[each.name] = _(
                "This does not fit. The value at first was %(default)s.", default=each.default
            )
    if problems:
        return _form(typed, problems, 422)
    _keep(values)
    flash(_("Saved."), "good")
    return see_other("/admin/settings")


def _keep(values: dict[str, Any]) -> None:
    changed = {name: value for name, value in values.items() if value != settings.read(name)}
    before = {name: settings.read(name) for name in changed}
    for name, value in changed.items():
        settings.change(name, value)
    if changed:
        audit.record("settings.change", "site", None, by=actor(), before=before, after=changed)


def _read(setting: Setting, typed: str) -> Any:
    """The typed text as the setting's own type; ValueError when it is none."""
    if isinstance(setting.default, bool):
        return typed == "on"
    if isinstance(setting.default, list):
        return [line.strip() for line in typed.splitlines() if line.strip()]
    if setting.choices and typed not in setting.choices:
        raise ValueError(typed)
    value = type(setting.default)(typed)
    if isinstance(value, float) and not 0 <= value < 1e9:
        raise ValueError(typed)
    return value


def _form(
    typed: dict[str, str], problems: dict[str, str], status: int = 200
) -> ResponseReturnValue:
    rows = [
        {
            "setting": each,
            "value": typed.get(each.name, settings.read(each.name)),
            "error": problems.get(each.name),
        }
        for each in _declared()
    ]
    groups = [
        (name, list(each)) for name, each in groupby(rows, key=lambda row: row["setting"].group)
    ]
    return page("staff/admin/settings.html", status, groups=groups)


def _declared() -> list[Setting]:
    found = [each for each in house().settings.values() if each.group not in ELSEWHERE]
    return sorted(found, key=lambda each: (each.group, each.name))
