"""What a text can be refused for."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal


class BadText(Refusal, ValueError):
    status = 422
    sentence = _l("Part of this text cannot be read. Type it again, or paste it as plain text.")


class TextTooLong(Refusal, ValueError):
    status = 422
    sentence = _l(
        "This text is too long: %(most)s characters are the most. Shorten it and try again."
    )


class TextMissing(Refusal, ValueError):
    status = 422
    sentence = _l("There is nothing to read here yet. Write a few words.")
