"""A review under its opening post, and a product's page with the sum of its stars."""

from typing import Any

from sqlalchemy import Integer, func, select

from community.fans.forum import threads
from community.fans.forum.models import Thread
from community.kernel.db import db

from . import products
from .models import Review


def load(thread: Any, reader: Any, opening: Any) -> dict[str, Any] | None:
    review = db.session.execute(
        select(Review.product_id, Review.stars, Review.owner).where(Review.thread_id == thread.id)
    ).first()
    if review is None:
        return None
    return {
        "product": products.one(review.product_id),
        "stars": review.stars,
        "owner": review.owner,
    }


def linked(thread: Any, shown: dict[str, Any]) -> dict[str, Any]:
    """As schema.org says a review."""
    return {
        "@context": "https://schema.org",
        "@type": "Review",
        "name": thread.title,
        "reviewBody": thread.excerpt,
        "datePublished": thread.created_at.date().isoformat(),
        "author": {"@type": "Person", "name": shown["author_name"]},
        "itemReviewed": {"@type": "Product", "name": shown["product"].name},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": shown["stars"],
            "bestRating": 5,
            "worstRating": 1,
        },
    }


def sums(actor: Any, product_id: int | None = None) -> dict[int, dict[str, Any]]:
    """Of each product how many gave how many stars, among the reviews this reader may see; one statement."""
    counted = (
        select(Review.product_id, Review.stars, func.count(), func.sum(Review.owner.cast(Integer)))
        .join(Thread, Thread.id == Review.thread_id)
        .where(threads.listed_for(actor))
        .group_by(Review.product_id, Review.stars)
    )
    if product_id:
        counted = counted.where(Review.product_id == product_id)
    found: dict[int, dict[str, Any]] = {}
    for product, stars, number, owners in db.session.execute(counted):
        summed = found.setdefault(product, {"n": 0, "owners": 0, "total": 0, "by_stars": {}})
        summed["by_stars"][stars] = number
        summed["n"] += number
        summed["owners"] += owners or 0
        summed["total"] += stars * number
    for summed in found.values():
        summed["mean"] = round(summed["total"] / summed["n"], 1)
    return found


def of_product(actor: Any, product_id: int, *, place: threads.Place) -> threads.Slice:
    """The reviews of a product, the newest first."""
    review = Review.__table__.c
    thread = Thread.__table__.c
    query = threads.statement(actor).join(Review.__table__, review.thread_id == thread.id)
    query = query.add_columns(review.stars, review.owner).where(review.product_id == product_id)
    return threads.listed_by(query, thread.created_at, actor, place=place, limit=30)


def linked_product(product: Any, summed: dict[str, Any] | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
    }
    if summed:
        described["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": summed["mean"],
            "reviewCount": summed["n"],
            "bestRating": 5,
            "worstRating": 1,
        }
    return described
