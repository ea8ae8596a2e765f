"""The people of the tests: a fan, a second fan, a moderator, a care agent, a marketer and an operator."""

from functools import cached_property

from community.kernel.db import db
from community.people import accounts
from community.people.accounts.models import Account


class Cast:
    """Each enters when first named, with a confirmed address and a password of their own."""

    @cached_property
    def fan(self) -> Account:
        return _enter("ada", "Ada Lindqvist", "fan", level=1)

    @cached_property
    def second_fan(self) -> Account:
        return _enter("bima", "Bima Santoso", "fan", level=1, language="id")

    @cached_property
    def newcomer(self) -> Account:
        return _enter("noor", "Noor de Wit", "fan", language="nl")

    @cached_property
    def moderator(self) -> Account:
        return _enter("mats", "Mats Holm", "moderator", level=4)

    @cached_property
    def agent(self) -> Account:
        return _enter("tove", "Tove Lund", "agent", level=4)

    @cached_property
    def marketer(self) -> Account:
        return _enter("shirin", "شیرین کاظمی", "marketer", level=4, language="fa")

    @cached_property
    def operator(self) -> Account:
        return _enter("olga", "Olga Brandt", "admin", level=4, language="de")


def password_of(handle: str) -> str:
    return f"{handle} walks the long way home"


def _enter(handle: str, name: str, role: str, *, level: int = 0, language: str = "en") -> Account:
    account = accounts.create(
        handle,
        name,
        email=f"{handle}@fans.example",
        password=password_of(handle),
        role=role,
        confirmed=True,
        language=language,
    )
    account.level = level
    db.session.commit()
    return account
