"""Why data may be used: each purpose with its legal basis and the exact text a member agrees to.

A text that changes its meaning gets a new version; the ledger keeps which version was agreed to.
"""

from dataclasses import dataclass
from typing import Any

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import NotFound


class UnknownPurpose(NotFound):
    sentence = _l("There is no such purpose. Choose one from your privacy page.")


@dataclass(frozen=True)
class Purpose:
    slug: str
    basis: str  # "contract" or "consent", as in article 6 of the GDPR
    title: Any
    text: Any
    version: int = 1

    @property
    def optional(self) -> bool:
        return self.basis == "consent"


_ALL = (
    Purpose(
        "service", "contract",
        _l("Run your account"),
        _l("We keep what you write and what is needed to sign you in, to show your posts and to answer you. "
           "Without it there is no account."),
    ),
    Purpose(
        "personalisation", "consent",
        _l("Show what fits you"),
        _l("We look at what you read, write and tell us to put the threads, articles and people first that you are "
           "likely to care about."),
    ),
    Purpose(
        "newsletter", "consent",
        _l("Write to you"),
        _l("We send you news, invitations and offers by mail or in the community. Every message has a link that ends it."),
    ),
    Purpose(
        "research", "consent",
        _l("Learn from you"),
        _l("We include you in surveys and in studies of what our fans love and miss, also with what your linked "
           "networks told us."),
    ),
    Purpose(
        "sharing", "consent",
        _l("Tell our shop and our care desk"),
        _l("We pass your record to the systems of the brand outside the community, such as the shop, so that they "
           "know you too."),
    ),
)  # fmt: skip

PURPOSES: dict[str, Purpose] = {purpose.slug: purpose for purpose in _ALL}


def named(slug: str) -> Purpose:
    if slug not in PURPOSES:
        raise UnknownPurpose()
    return PURPOSES[slug]
