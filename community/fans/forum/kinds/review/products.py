"""The products that can be reviewed: few, so they are kept in memory until the site changes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community.fans.forum.refusals import ProductSlugTaken
from community.kernel import audit, clock, site, text
from community.kernel.db import db
from community.kernel.i18n import language
from community.kernel.permissions import require
from community.kernel.refusals import NotFound
from community.kernel.site import kept_with_site

from .models import Product

LONGEST_NAME = 80


@dataclass(frozen=True)
class ProductView:
    id: int
    slug: str
    names: dict[str, str]

    @property
    def name(self) -> str:
        return self.names.get(language()) or self.names["en"]

    @property
    def path(self) -> str:
        return f"/products/{self.slug}"


@kept_with_site
def everything() -> tuple[ProductView, ...]:
    rows = db.session.scalars(select(Product).order_by(Product.slug))
    return tuple(ProductView(each.id, each.slug, each.names) for each in rows)


def any_known() -> bool:
    return bool(everything())


def found(slug: str) -> ProductView:
    for each in everything():
        if each.slug == slug:
            return each
    raise NotFound()


def one(product_id: int) -> ProductView:
    return next(each for each in everything() if each.id == product_id)


def add(slug: str, names: dict[str, str], *, by: Any) -> Product:
    """`names` by language, English always."""
    require(by, "forum.arrange")
    product = Product(
        slug=text.slugify(slug or names.get("en", "")),
        names=_cleaned(names),
        created_at=clock.now(),
    )
    _keep(product)
    audit.record("product.add", "product", product.id, by=by, after={"slug": product.slug})
    return product


def rename(slug: str, names: dict[str, str], *, by: Any) -> None:
    require(by, "forum.arrange")
    product = db.session.get_one(Product, found(slug).id)
    before, product.names = product.names, _cleaned(names)
    _keep(product)
    audit.record("product.rename", "product", product.id, by=by, before=before, after=product.names)


def _cleaned(names: dict[str, str]) -> dict[str, str]:
    cleaned = {
        code: text.clean_line(name, LONGEST_NAME, empty=True) for code, name in names.items()
    }
    cleaned["en"] = text.clean_line(names.get("en", ""), LONGEST_NAME)
    return {code: name for code, name in cleaned.items() if name}


def _keep(product: Product) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(product)
            db.session.flush()
    except IntegrityError:
        raise ProductSlugTaken() from None
    site.bump()
