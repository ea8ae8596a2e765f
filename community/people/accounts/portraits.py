"""Name, words and picture of an account: what others see of it."""

import re
from urllib.parse import urlsplit

from community.kernel import jobs, text, web
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid
from community.people import members

from .events import ProfileChanged
from .jobs import drop_picture
from .models import Account


class BadWebsite(Invalid):
    sentence = _l("Write the address of a website, like https://example.org.")


def change_profile(
    account: Account, *, name: str, about: str = "", place: str = "", website: str = ""
) -> None:
    """Raises BadText, TextTooLong, TextMissing or BadWebsite."""
    account.name = text.clean_line(name, 60)
    account.about = text.clean_block(about, 2000, empty=True)
    account.about_html = text.render(account.about, site=web.external("")).html
    account.place = text.clean_line(place, 80, empty=True)
    account.website = _website(website)
    members.rename(account.member_id, account.name, account.language)
    said = {"name": account.name, "place": account.place, "website": account.website}
    members.keep_declared(account.member_id, said, by=account)
    announce(ProfileChanged(by=account.id, member_id=account.member_id, account_id=account.id))


def change_picture(account: Account, key: str | None) -> None:
    if account.avatar_key:
        jobs.enqueue(drop_picture, picture=account.avatar_key)
    account.avatar_key = key
    announce(ProfileChanged(by=account.id, member_id=account.member_id, account_id=account.id))


def _website(typed: str) -> str:
    line = text.clean_line(typed, 200, empty=True)
    if not line:
        return ""
    address = line if re.match(r"https?://", line, re.IGNORECASE) else f"https://{line}"
    try:
        parts = urlsplit(address)
        good = parts.hostname and "." in parts.hostname and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"'\\]", address):
        raise BadWebsite(fields={"website": BadWebsite.sentence})
    return address
