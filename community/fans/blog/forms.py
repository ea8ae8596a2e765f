"""An article as its author writes it."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from community.kernel.i18n import LANGUAGES
from community.kernel.i18n import lazy_gettext as _l


class ArticleForm(FlaskForm):
    title = StringField(_l("Title"), [InputRequired(), Length(3, 200)])
    body = TextAreaField(_l("Text"), [InputRequired(), Length(max=32_000)])
    excerpt = TextAreaField(
        _l("Excerpt"),
        [Length(max=300)],
        description=_l("Two sentences for lists, feeds and shared links."),
    )
    language = SelectField(_l("Language"), choices=list(LANGUAGES.items()))
    tags = StringField(
        _l("Tags"), [Length(max=200)], description=_l("Up to five, with commas between.")
    )
    authors = SelectMultipleField(_l("Authors"), coerce=int)
    cover = FileField(_l("Cover"), description=_l("A wide picture, at least 1600 pixels."))
    cover_alt = StringField(
        _l("What the cover shows"),
        [Length(max=200)],
        description=_l("For those who cannot see it."),
    )
