"""What people fill in. Verbs decide; a form carries the text there and the refusal back beside its field."""

import secrets
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from community.fans.forum import offering
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal


class Composer(FlaskForm):
    """`submission` is new with every page that shows the form, so the form sent twice is known."""

    body = TextAreaField(_l("Your text"))
    submission = HiddenField(default=lambda: secrets.token_urlsafe(12))
    sequence = HiddenField(default="0")

    @property
    def kept(self) -> dict[str, str]:
        """What a draft keeps."""
        return {name: str(self[name].data or "") for name in self.keeps}

    keeps: tuple[str, ...] = ("body",)

    def attach(self, refusal: Refusal) -> None:
        """Say why it was refused: beside the field at fault, or else under the text."""
        named = {name: said for name, said in refusal.fields.items() if name in self._fields}
        for name, said in (named or {"body": refusal}).items():
            self[name].errors = [str(said)]


class ReplyForm(Composer):
    reply_to = HiddenField()
    keeps = ("body", "reply_to")


class ThreadForm(Composer):
    board = SelectField(_l("Board"), validate_choice=False)
    kind = RadioField(_l("What is it?"), default=offering.PLAIN, validate_choice=False)
    title = StringField(_l("Title"))
    tags = StringField(_l("Tags"), description=_l("Up to five words, with commas between them."))
    keeps = ("board", "kind", "title", "tags", "body")

    def offer(self, boards: list[Any], kinds: list[Any]) -> None:
        self.board.choices = [SelectChoice(board.slug, board.name) for board in boards]
        self.kind.choices = [SelectChoice(kind.name, kind.label) for kind in kinds]

    def details(self, kind: str) -> dict[str, str]:
        """What the kind asks for, as it was filled in."""
        return {name: str(self[name].data or "") for name in offering.named(kind).fields}


def thread_form(**values: Any) -> ThreadForm:
    """The form with the fields of every kind in it."""
    fields = {name: field for kind in offering.all_kinds() for name, field in kind.fields.items()}
    whole = type(
        "WholeThreadForm", (ThreadForm,), {**fields, "keeps": (*ThreadForm.keeps, *fields)}
    )
    return whole(**values)


class EditForm(Composer):
    title = StringField(_l("Title"))
    tags = StringField(_l("Tags"))
    reason = StringField(_l("Why you change it"))
    base = HiddenField()
    keeps = ("body", "title", "tags", "reason")
