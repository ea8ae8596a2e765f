"""The addresses of articles stand beside those of the blog itself."""

import pytest
from flask import Flask

from community.fans.blog import articles
from tests.cast import Cast
from tests.safety.asking import Reader

WANTED = ("write", "Write", "new", "me", "api", "..", "null", "edit", "feed.atom", "%2e%2e")


@pytest.mark.databases
def test_l6_no_article_takes_an_address_of_the_blog(app: Flask, cast: Cast) -> None:
    writer, stranger = Reader(app, cast.marketer), Reader(app)
    for number, wanted in enumerate(WANTED):
        words = f"Article number {number}"
        article = articles.write(words, f"All of {words}.", slug=wanted, by=cast.marketer)
        articles.publish(article, by=cast.marketer)
        shown = stranger.get(f"/blog/{article.slug}")
        assert (shown.status, f"All of {words}." in shown.text) == (200, True), wanted
    begun = writer.get("/blog/write")
    assert begun.status == 200 and "<textarea" in begun.text
