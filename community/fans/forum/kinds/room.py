"""All that the kinds plug into the forum. A kind with pages of its own has routes; all else is optional."""

from . import discussion, idea, poll, question, review, wiki
from .idea import routes as idea_routes
from .poll import routes as poll_routes
from .question import routes as question_routes
from .review import routes as review_routes

KINDS = (discussion, question, idea, poll, review, wiki)

ROUTES = [*question_routes.ROUTES, *idea_routes.ROUTES, *poll_routes.ROUTES, *review_routes.ROUTES]
SLOTS = [slot for kind in KINDS for slot in (kind.KIND, *getattr(kind, "SLOTS", ()))]
SETTINGS = [setting for kind in KINDS for setting in getattr(kind, "SETTINGS", ())]
PERMISSIONS = {
    name: rule for kind in KINDS for name, rule in getattr(kind, "PERMISSIONS", {}).items()
}
