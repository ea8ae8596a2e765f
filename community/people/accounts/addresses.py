"""E-mail addresses, in the one form in which they are kept and compared."""

from email_validator import EmailNotValidError, validate_email

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid

LOWER = {
    code: code + 32 for code in range(ord("A"), ord("Z") + 1)
}  # no other letter folds: see test_b18


class BadAddress(Invalid):
    sentence = _l("Write an e-mail address like name@example.org.")


def tidy(address: str) -> str:
    """ASCII, lower case, domain in its wire form; raises BadAddress."""
    try:
        if not isinstance(address, str):
            raise EmailNotValidError()
        found = validate_email(
            address.strip(),
            allow_smtputf8=False,
            check_deliverability=False,
            globally_deliverable=False,
        )
        if not found.ascii_email or "." not in found.ascii_domain:
            raise EmailNotValidError()
    except EmailNotValidError:
        raise BadAddress(fields={"email": BadAddress.sentence}) from None
    return found.ascii_email.translate(LOWER)


def tidy_or_none(address: str) -> str | None:
    try:
        return tidy(address)
    except BadAddress:
        return None
