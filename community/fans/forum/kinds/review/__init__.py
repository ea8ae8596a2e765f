"""A review: stars for a product, from people who say why."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.slots import AdminPage, Entry, ThreadKind

from . import products, reviewing, showing
from .privacy import PRIVACY
from .reviewing import begin, change_stars

KIND = ThreadKind(
    "review",
    _l("Review"),
    _l("Say how a product does."),
    icon="review",
    order=50,
    ready=products.any_known,
    fields=reviewing.FIELDS,
    form="fans/forum/kinds/review_form.html",
    begin=reviewing.begin,
    template="fans/forum/kinds/review.html",
    load=showing.load,
    linked=showing.linked,
)
SLOTS = [
    PRIVACY,
    Entry("lists", _l("Products"), "/products", "review", order=80),
    AdminPage(
        _l("Products"), "/admin/products", "review", order=25, help=_l("What people may review.")
    ),
]
__all__ = ["KIND", "SLOTS", "begin", "change_stars", "products"]
