"""All that the kinds plug into the forum. A kind with pages of its own has routes; all else is optional."""

from . import discussion, question
from .question import routes as question_routes

KINDS = (discussion, question)

ROUTES = [*question_routes.ROUTES]
SLOTS = [slot for kind in KINDS for slot in (kind.KIND, *getattr(kind, "SLOTS", ()))]
SETTINGS = [setting for kind in KINDS for setting in getattr(kind, "SETTINGS", ())]
PERMISSIONS = {
    name: rule for kind in KINDS for name, rule in getattr(kind, "PERMISSIONS", {}).items()
}
