"""Give a product stars, once each; whether somebody owns it is what the member record says, never what they claim."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from community.fans.forum import threads
from community.fans.forum.events import ProductReviewed
from community.fans.forum.models import Thread
from community.fans.forum.permissions import author
from community.fans.forum.refusals import ProductWanted, ReviewedAlready, StarsWanted
from community.kernel import clock
from community.kernel.db import db, insert_or_ignore
from community.kernel.events import announce
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import NotAllowed, NotFound
from community.people import members

from . import products
from .models import Review

STARS = [SelectChoice(str(number), str(number)) for number in range(5, 0, -1)]
PURCHASES = ("purchase", "products")
PROOF = ("staff", "provider", "observed", "imported")


def names_of_products() -> list[SelectChoice]:
    return [
        SelectChoice("", "–"),
        *(SelectChoice(each.slug, each.name) for each in products.everything()),
    ]


FIELDS = {
    "review_product": SelectField(_l("Product"), choices=names_of_products, validate_choice=False),
    "review_stars": RadioField(_l("Your stars"), choices=STARS, validate_choice=False),
}


def begin(thread: Thread, filled: dict[str, str], by: Any) -> None:
    product, stars = (
        _product(filled.get("review_product", "")),
        stars_in(filled.get("review_stars", "")),
    )
    row = {"thread_id": thread.id, "product_id": product.id, "account_id": by.id, "stars": stars}
    if not insert_or_ignore(Review, **row, owner=owns(by.member_id, product)):
        raise ReviewedAlready(fields={"review_product": ReviewedAlready.sentence})
    announce(
        ProductReviewed(
            by=by.id,
            member_id=by.member_id,
            thread_id=thread.id,
            product_id=product.id,
            stars=stars,
        )
    )


def change_stars(thread: Thread, written: str, *, by: Any) -> None:
    """Only its author changes a verdict; whether they own the product is asked again."""
    if by.suspended or not author(by, thread):
        raise NotAllowed()
    review = db.session.get(Review, thread.id)
    if review is None:
        raise NotFound()
    review.stars = stars_in(written)
    review.owner = owns(by.member_id, products.one(review.product_id))
    db.session.flush()
    threads.touch_page(thread.id)


def owns(member_id: int, product: products.ProductView) -> bool:
    """A fact with proof behind it, which may be shown, names the product."""
    meant = {product.slug.casefold(), *(name.casefold() for name in product.names.values())}
    now = clock.now()
    return any(
        fact.field in PURCHASES
        and fact.method in PROOF
        and "show" in fact.uses
        and (fact.expires_at is None or fact.expires_at > now)
        and meant & {part.strip().casefold() for part in fact.value.split(",")}
        for fact in members.facts(member_id)
    )


def stars_in(written: str) -> int:
    if written not in ("1", "2", "3", "4", "5"):
        raise StarsWanted(fields={"review_stars": StarsWanted.sentence})
    return int(written)


def _product(slug: str) -> products.ProductView:
    try:
        return products.found(slug)
    except NotFound:
        raise ProductWanted(fields={"review_product": ProductWanted.sentence}) from None
