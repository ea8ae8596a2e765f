"""The forms of one's own record."""

from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import Length

from community.kernel.i18n import lazy_gettext as _l

from . import declaring, labels


class CorrectionForm(FlaskForm):
    value = StringField(
        _l("What is right"),
        [Length(max=200)],
        description=_l("Your own word counts more than anything else we know."),
    )


class DeclarationForm(FlaskForm):
    field = SelectField(
        _l("What about"),
        choices=[SelectChoice(name, labels.FIELDS[name]) for name in declaring.DECLARABLE],
    )
    value = StringField(_l("Your words"), [Length(max=200)])
