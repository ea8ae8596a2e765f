"""A board as an administrator edits it."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from community.fans.forum import offering
from community.kernel.i18n import LANGUAGES
from community.kernel.i18n import lazy_gettext as _l

ICONS = ("messages", "mountain", "dumbbell", "footprints", "wrench", "shopping-bag", "lightbulb", "smartphone",
         "calendar", "coffee", "lock", "snowflake", "star", "globe", "book", "megaphone")  # fmt: skip


class BoardForm(FlaskForm):
    slug = StringField(
        _l("Address"),
        [
            InputRequired(),
            Length(2, 40),
            Regexp(r"[a-z0-9-]+$", message=_l("Use small letters, digits and -.")),
        ],
        description=_l("What stands after /b/. Keep it once people link to it."),
    )
    hue = IntegerField(_l("Colour"), [InputRequired(), NumberRange(0, 359)], default=200)
    icon = SelectField(_l("Icon"), choices=[(icon, icon) for icon in ICONS])
    order = IntegerField(_l("Place in the list"), [Optional(), NumberRange(0, 999)], default=50)
    private_to = SelectMultipleField(
        _l("Only for"),
        choices=[
            ("moderator", _l("Moderators")),
            ("agent", _l("Care agents")),
            ("marketer", _l("Marketers")),
        ],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=_l("Nobody ticked means everybody may read it."),
    )
    staff_only_start = BooleanField(_l("Only the team starts threads here"))
    kinds = SelectMultipleField(
        _l("Kinds of threads"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=_l("What people may start here. Nothing ticked means all of them."),
    )

    def __init__(self, *args: Any, **values: Any):
        super().__init__(*args, **values)
        offered = [each for each in offering.all_kinds() if each.offered]
        self.kinds.choices = [(each.name, each.label) for each in offered]

    def texts(self, prefix: str) -> dict[str, str]:
        """What was typed for each language: `name_en`, `about_fa`, ..."""
        return {code: self[f"{prefix}_{code}"].data or "" for code in LANGUAGES}


for _code in LANGUAGES:
    _needed = [InputRequired()] if _code == "en" else [Optional()]
    setattr(BoardForm, f"name_{_code}", StringField(_l("Name"), [*_needed, Length(max=80)]))
    setattr(BoardForm, f"about_{_code}", StringField(_l("About"), [Optional(), Length(max=300)]))
    _starter = TextAreaField(
        _l("What a new thread begins with"),
        [Optional(), Length(max=4000)],
        description=_l("Questions to answer, in Markdown. Empty starts with a blank page."),
    )
    setattr(BoardForm, f"starter_{_code}", _starter)
