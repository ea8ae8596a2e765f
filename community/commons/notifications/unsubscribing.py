"""Links in mails that stop one kind of mail for one person, without signing in."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from community.kernel.refusals import NotFound


def path(account_id: int, kind: str) -> str:
    return f"/unsubscribe/{_signer().dumps([account_id, kind])}"


def read(token: str) -> tuple[int, str]:
    """(account id, kind) of a link; NotFound when it was not made here."""
    try:
        account_id, kind = _signer().loads(token)
    except (BadSignature, ValueError, TypeError):
        raise NotFound() from None
    return account_id, kind


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="unsubscribe")
