"""A refusal says no in one sentence that tells what to do next; one handler turns it into an answer."""

import re
from typing import Any

from community.kernel.i18n import lazy_gettext as _l


class Refusal(Exception):
    """Subclass it with a `sentence`; `values` fill its placeholders, `fields` name form fields at fault."""

    status = 409
    sentence: Any = _l("That is not possible right now.")

    def __init__(
        self, *, fields: dict[str, Any] | None = None, retry_after: int = 0, **values: Any
    ):
        super().__init__(values)
        self.values, self.fields, self.retry_after = values, fields or {}, retry_after

    @property
    def code(self) -> str:
        """`ThreadClosed` -> `thread-closed`, the stable name used by the API."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()

    def __str__(self) -> str:
        return str(self.sentence) % self.values if self.values else str(self.sentence)


class BadRequest(Refusal):
    status = 400
    sentence = _l("This request has characters or a form that we cannot read.")


class NotFound(Refusal):
    status = 404
    sentence = _l("There is nothing here, or it is not for you to see.")


class NotAllowed(Refusal):
    status = 403
    sentence = _l("You do not have the right to do this.")


class SignInNeeded(Refusal):
    status = 401
    sentence = _l("Sign in to go on.")


class Invalid(Refusal):
    status = 422
    sentence = _l("Something in the form needs your attention.")


class TooLarge(Refusal):
    status = 413
    sentence = _l("That is more than we can take at once. Make it smaller and try again.")


class TooMany(Refusal):
    status = 429
    sentence = _l("That was a bit fast. Try again in %(seconds)s seconds.")
