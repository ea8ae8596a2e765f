"""Make, find and retire tracked links."""

import re
import secrets
from typing import Any

from sqlalchemy import select

from community.commons.links.models import Link
from community.commons.links.networks import NETWORKS
from community.kernel import audit, clock
from community.kernel.db import db
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import require
from community.kernel.refusals import Invalid, NotFound, Refusal
from community.kernel.text import clean_line
from community.kernel.web import local

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{1,39}")


class CodeTaken(Refusal):
    sentence = _l("There is a link with this code already. Choose another one.")


def create(
    code: str,
    target: str,
    network: str,
    *,
    medium: str = "social",
    campaign: str = "",
    note: str = "",
    by: Any,
) -> Link:
    """`target` is a path of this site; an empty code is made up. Raises Invalid or CodeTaken."""
    require(by, "links.create")
    code = code.strip().lower() or secrets.token_hex(3)
    problems: dict[str, Any] = {}
    if not CODE.fullmatch(code):
        problems["code"] = _l("Use 2 to 40 letters, digits, - or _.")
    if local(target, "") != target or target.startswith("/go/"):
        problems["target"] = _l("Give a path of this community, such as /t/12/which-wax.")
    if network not in NETWORKS:
        problems["network"] = _l("Pick a network from the list.")
    if problems:
        raise Invalid(fields=problems)
    if db.session.scalar(select(Link.id).where(Link.code == code)):
        raise CodeTaken(fields={"code": CodeTaken.sentence})
    link = Link(
        code=code, target=target, network=network, medium=clean_line(medium, 40, empty=True), note=clean_line(note, 200, empty=True),
        campaign=clean_line(campaign, 80, empty=True), by_id=by.id, created_at=clock.now(),
    )  # fmt: skip
    db.session.add(link)
    db.session.flush()
    audit.record(
        "link.create",
        "link",
        link.id,
        by=by,
        after={"code": code, "network": network, "campaign": link.campaign},
    )
    return link


def find(code: str) -> Link:
    """A link in use; NotFound otherwise."""
    link = db.session.scalars(
        select(Link).where(Link.code == code, Link.retired_at.is_(None))
    ).first()
    if link is None:
        raise NotFound()
    return link


def all_links() -> list[Link]:
    return list(
        db.session.scalars(
            select(Link).order_by(Link.retired_at.is_not(None), Link.id.desc()).limit(500)
        )
    )


def retire(link: Link, *, by: Any) -> None:
    """The address stops working; what came through it stays counted."""
    require(by, "links.create")
    link.retired_at = clock.now()
    audit.record("link.retire", "link", link.id, by=by)
