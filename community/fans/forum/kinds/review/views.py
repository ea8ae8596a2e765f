"""Products with their reviews; for administrators the list of products."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from community.fans.forum import people, showing, threads
from community.fans.forum.views import lists
from community.kernel import web
from community.kernel.i18n import LANGUAGES
from community.kernel.refusals import Refusal

from . import products, reviewing
from .showing import linked_product, of_product, sums


def index() -> ResponseReturnValue:
    return web.page(
        "fans/forum/kinds/products.html", products=products.everything(), sums=sums(web.actor())
    )


def show(slug: str) -> ResponseReturnValue:
    product, reader = products.found(slug), web.actor()
    found = of_product(reader, product.id, place=lists.place())
    summed = sums(reader, product.id).get(product.id)
    authors = people.briefs(row.author_id for row in found.rows)
    shown = showing.shown_rows(found.rows, reader)
    return web.page(
        "fans/forum/kinds/product.html",
        product=product,
        summed=summed,
        reviews=[
            (each, row, authors.get(row.author_id))
            for each, row in zip(shown, found.rows, strict=True)
        ],
        linked=linked_product(product, summed),
        newer=f"{product.path}?before={found.newer}" if found.newer else "",
        older=f"{product.path}?after={found.older}" if found.older else "",
    )


def change_stars(thread_id: int) -> ResponseReturnValue:
    thread = threads.visible_to(web.actor()).one(thread_id)
    reviewing.change_stars(thread, request.form.get("stars", ""), by=web.actor())
    return web.see_other(f"{threads.address(thread)}#kind")


def arrange() -> ResponseReturnValue:
    return _arranging()


def add() -> ResponseReturnValue:
    try:
        products.add(request.form.get("slug", ""), _names(), by=web.actor())
    except Refusal as refusal:
        return _arranging(refusal.status, str(refusal), dict(request.form))
    return web.see_other("/admin/products")


def rename(slug: str) -> ResponseReturnValue:
    try:
        products.rename(slug, _names(), by=web.actor())
    except Refusal as refusal:
        return _arranging(refusal.status, str(refusal))
    return web.see_other("/admin/products")


def _names() -> dict[str, str]:
    return {code: request.form.get(f"name_{code}", "") for code in LANGUAGES}


def _arranging(status: int = 200, said: str = "", typed: Any = None) -> ResponseReturnValue:
    return web.page(
        "fans/forum/kinds/arrange_products.html", status, products=products.everything(), said=said,
        typed=typed or {}, languages=LANGUAGES,
    )  # fmt: skip
