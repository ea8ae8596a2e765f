"""What every signed-in person can be asked, be it a row of the table or the reader of a page."""

from dataclasses import dataclass, field


class Person:
    """Shared by Account and Reader; they bring id, handle, roles_text and avatar_key."""

    signed_in = is_authenticated = is_active = True
    is_anonymous = False

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self.roles_text.split())  # type: ignore[attr-defined]

    @property
    def admin(self) -> bool:
        return "admin" in self.roles

    @property
    def moderator(self) -> bool:
        return bool(self.roles & {"moderator", "admin"})

    @property
    def marketer(self) -> bool:
        return bool(self.roles & {"marketer", "admin"})

    @property
    def staff(self) -> bool:
        return bool(self.roles & {"moderator", "agent", "marketer", "admin"})

    @property
    def avatar_url(self) -> str | None:
        return avatar_url(self.avatar_key)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Reader(Person):
    """Who is signed in with this browser: plain values, read with one statement per request."""

    id: int
    member_id: int
    sign_in_id: int
    token: str = field(repr=False)
    handle: str
    name: str
    title: str
    email: str | None
    confirmed: bool
    roles_text: str
    level: int
    language: str | None
    timezone: str | None
    avatar_key: str | None
    unread_notifications: int
    unread_messages: int
    blocks_count: int
    suspended: bool = False

    def get_id(self) -> str:
        """What the cookie carries."""
        return self.token


def avatar_url(key: str | None) -> str | None:
    return f"/media/{key}" if key else None
