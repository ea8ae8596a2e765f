"""Passwords: Argon2id, rules that help, and the same work for everybody."""

from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid

SHORTEST, LONGEST = 10, 4096
COMMON = Path(__file__).with_name("words") / "common_passwords.txt"
hasher = PasswordHasher(
    time_cost=2, memory_cost=19 * 1024, parallelism=1
)  # OWASP's minimum for Argon2id


class WeakPassword(Invalid):
    sentence = _l("Choose a password of at least 10 characters.")


class CommonPassword(WeakPassword):
    sentence = _l(
        "Many people use this password, so it is tried first. Choose three or four words that only you would join."
    )


class PersonalPassword(WeakPassword):
    sentence = _l("Your password should not be your handle or your e-mail address.")


class LongPassword(WeakPassword):
    sentence = _l("Choose a password of at most 4,096 characters.")


def check(password: str, *, handle: str = "", email: str = "") -> str:
    """The password if it is worth having; raises WeakPassword with the reason."""
    plain = password.casefold().strip()
    if len(password) < SHORTEST:
        _refuse(WeakPassword)
    if len(password.encode()) > LONGEST:
        _refuse(LongPassword)
    if plain in common() or len(set(plain)) < 4:
        _refuse(CommonPassword)
    if plain in {
        handle.casefold(),
        email.casefold(),
        email.casefold().partition("@")[0],
        handle.casefold() * 2,
    }:
        _refuse(PersonalPassword)
    return password


def hashed(password: str) -> str:
    return hasher.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether it is this password; without a kept hash the same time passes and nothing fits."""
    try:
        return hasher.verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    return hasher.check_needs_rehash(kept)


@cache
def common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").split())


@cache
def _nobodys() -> str:
    return hasher.hash("nobody has this password")


def _refuse(kind: type[WeakPassword]) -> None:
    raise kind(fields={"password": kind.sentence})
