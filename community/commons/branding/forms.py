"""The brand as an administrator edits it."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import FloatField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from community.kernel.i18n import LANGUAGES
from community.kernel.i18n import lazy_gettext as _l

FONTS = [
    ("familjen", "Familjen Grotesk"),
    ("humanist", _l("The text font")),
    ("serif", _l("A book serif")),
    ("rounded", _l("A rounded sans")),
]


class BrandForm(FlaskForm):
    name = StringField(_l("Name"), [InputRequired(), Length(max=60)])
    tagline = StringField(
        _l("Tagline"),
        [Length(max=120)],
        description=_l("One line under the name, for search results and share cards."),
    )
    welcome = TextAreaField(
        _l("Welcome"),
        [Length(max=300)],
        description=_l("The sentence strangers read first on the home page."),
    )
    hue = IntegerField(
        _l("Brand hue"),
        [InputRequired(), NumberRange(0, 359)],
        description=_l("0 is pink-red, 90 yellow, 150 green, 230 blue, 300 violet."),
    )
    chroma = FloatField(
        _l("Strength of the colour"),
        [InputRequired(), NumberRange(0, 0.25)],
        description=_l("0 is grey, 0.25 as strong as screens can show."),
    )
    accent_hue = IntegerField(_l("Accent hue"), [InputRequired(), NumberRange(0, 359)])
    heading_font = SelectField(_l("Heading font"), choices=FONTS)
    logo = FileField(
        _l("Logo"), description=_l("PNG, JPEG or WebP, best with a transparent ground.")
    )
    cover = FileField(
        _l("Cover"), description=_l("A wide picture for the home page, at least 1600 pixels.")
    )


for code in LANGUAGES:
    setattr(BrandForm, f"tagline_{code}", StringField(_l("Tagline"), [Length(max=120)]))
    setattr(BrandForm, f"welcome_{code}", TextAreaField(_l("Welcome"), [Length(max=300)]))
