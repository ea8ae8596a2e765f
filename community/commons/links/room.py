from functools import lru_cache
from typing import Any

from flask import request

from community.commons.links import privacy, touches, views
from community.commons.links.permissions import PERMISSIONS
from community.commons.links.routes import ROUTES
from community.kernel.room import Room
from community.kernel.slots import Privacy
from community.kernel.web import actor


def context() -> dict[str, Any]:
    """The first page after signing in tells whose visit it was; the network orders the sign-in buttons."""
    visitor = views.visitor_of(request.cookies)
    if visitor and actor().signed_in:
        _carry_once(visitor, actor().member_id)
    return {"came_from": views.network_of(request.cookies)}


@lru_cache(maxsize=4096)
def _carry_once(visitor: str, member_id: int) -> None:
    touches.carry(visitor, member_id)


ROOM = Room(
    "links",
    routes=ROUTES,
    permissions=PERMISSIONS,
    context=context,
    slots=[Privacy("links", ("touches.member_id", "links.by_id"), privacy.access, privacy.erase)],
)
