"""The forms of signing up, signing in and the account's settings."""

from typing import Any
from zoneinfo import available_timezones

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    EmailField,
    HiddenField,
    PasswordField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from community.kernel.i18n import LANGUAGES
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid
from community.people import consent

NEEDED = InputRequired(_l("Fill this in."))
EMAIL = [NEEDED, Length(max=254)]
PASSWORD = [NEEDED, Length(max=4096, message=_l("Choose a password of at most 4,096 characters."))]
LANGUAGE_CHOICES = [SelectChoice(code, name) for code, name in LANGUAGES.items()]
ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")
)


class Form(FlaskForm):
    """A form that can show what a verb refused."""

    def attach(self, refusal: Invalid) -> None:
        """Put each sentence beside its field, or at the top."""
        for name, sentence in refusal.fields.items():
            if name in self._fields:
                self._fields[name].errors = [*self._fields[name].errors, str(sentence)]
        if not set(refusal.fields) & set(self._fields):
            self.form_errors.append(str(refusal))


class Purposes(SelectMultipleField):
    """The optional purposes; none is ticked beforehand."""

    def __init__(self, **options: Any):
        choices = [
            SelectChoice(each.slug, each.title)
            for each in consent.PURPOSES.values()
            if each.optional
        ]
        super().__init__(_l("You may also allow"), choices=choices, **options)


class SignInForm(Form):
    email = EmailField(_l("E-mail"), EMAIL)
    password = PasswordField(_l("Password"), PASSWORD)
    next = HiddenField()


class SignUpForm(Form):
    email = EmailField(
        _l("E-mail"),
        EMAIL,
        description=_l("We send a link there to confirm it. Nobody else sees it."),
    )
    password = PasswordField(
        _l("Password"),
        PASSWORD,
        description=_l("At least 10 characters. Three or four unusual words are best."),
    )
    handle = StringField(
        _l("Handle"),
        [NEEDED, Length(max=40)],
        description=_l("How others call you: letters a-z, digits, dots, dashes, underscores."),
    )
    language = SelectField(_l("Language"), choices=LANGUAGE_CHOICES)
    purpose = Purposes()
    next = HiddenField()


class ConsentForm(Form):
    """The last step of joining with a network; the fields that arrive are checkboxes of the page."""

    handle = StringField(
        _l("Handle"),
        [NEEDED, Length(max=40)],
        description=_l("How others call you: letters a-z, digits, dots, dashes, underscores."),
    )
    language = SelectField(_l("Language"), choices=LANGUAGE_CHOICES)
    purpose = Purposes()


class AddressForm(Form):
    email = EmailField(_l("E-mail"), EMAIL)


class NewPasswordForm(Form):
    password = PasswordField(
        _l("New password"),
        PASSWORD,
        description=_l("At least 10 characters. Three or four unusual words are best."),
    )


class PasswordChangeForm(Form):
    current = PasswordField(_l("Current password"), [Length(max=4096)])
    password = PasswordField(
        _l("New password"),
        PASSWORD,
        description=_l("At least 10 characters. Every other session ends."),
    )


class EmailChangeForm(Form):
    email = EmailField(
        _l("New e-mail address"),
        EMAIL,
        description=_l("It counts once you press the button behind the link we send there."),
    )
    current = PasswordField(_l("Current password"), [Length(max=4096)])


class AccountForm(Form):
    language = SelectField(_l("Language"), choices=LANGUAGE_CHOICES)
    timezone = SelectField(
        _l("Time zone"),
        choices=[
            SelectChoice("", _l("As my device says")),
            *(SelectChoice(zone, zone.replace("_", " ")) for zone in ZONES),
        ],
        description=_l("Times of gatherings and mails are written in it."),
    )


class ProfileForm(Form):
    name = StringField(
        _l("Name"),
        [NEEDED, Length(max=60)],
        description=_l("In any script. It stands beside everything you write."),
    )
    about = TextAreaField(
        _l("About you"), [Length(max=2000)], description=_l("A few sentences. Markdown works.")
    )
    place = StringField(_l("Place"), [Length(max=80)])
    website = StringField(_l("Website"), [Length(max=200)])
    picture = FileField(
        _l("Picture"),
        description=_l("JPEG, PNG, WebP, GIF or AVIF, up to 8 MB. Where it was taken is removed."),
    )


class EmptyForm(Form):
    """One button."""
