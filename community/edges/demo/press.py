"""The blog: articles with painted covers, and what readers said to them."""

from datetime import datetime
from io import BytesIO
from typing import Any

from community.commons import media
from community.fans.blog import Article, articles
from community.fans.forum import past, threads
from community.kernel import clock
from community.people.accounts import Account

from . import content, talk

COVERS = {
    "snow_ridge": "A ridge under fresh snow",
    "clay_court": "A clay court in evening light",
    "night_run": "Runners under a street lamp",
    "workshop": "A workbench by the window",
    "city_bridge": "A bridge over a river in the city",
}


def publish(who: dict[str, Account], now: datetime) -> list[talk.Said]:
    """Keep every article; drafts stay drafts. Gives the comments, to be told with all that was said."""
    comments: list[talk.Said] = []
    for file, written in content.read_all("articles").items():
        at = now - content.days(written.get("published_days_ago", 1.5))
        with clock.past(at):
            article = _write(written, who, at)
        if not written.get("draft"):
            comments += _comments(file, article, written, who, at, now)
    return comments


def _write(written: dict[str, Any], who: dict[str, Account], at: datetime) -> Article:
    authors = [who[handle] for handle in written["authors"]]
    article = articles.write(
        written["title"], written["body"].strip(), by=authors[0], excerpt=written["excerpt"],
        authors=[author.id for author in authors], tags=written["tags"], language=written["language"], at=at, slug=written["slug"],
    )  # fmt: skip
    threads.one(article.thread_id).views_count = written["views"]
    _cover(article, written["cover_scene"], authors[0])
    if not written.get("draft"):
        articles.publish(article, by=authors[0], at=at)
    return article


def _cover(article: Article, scene: str, by: Account) -> None:
    from .painting import scenes  # Pillow takes its time to load

    painted = BytesIO(scenes.paint(scene, article.slug))
    upload = media.keep_picture(painted, by=by, thumbs=(640, 1280))
    articles.cover(article, upload.key, COVERS[scene], by=by)


def _comments(
    file: str,
    article: Article,
    written: dict[str, Any],
    who: dict[str, Account],
    at: datetime,
    now: datetime,
) -> list[talk.Said]:
    board_id = threads.one(article.thread_id).board_id
    thread = past.PastThread(
        id=article.thread_id, board_id=board_id, title=written["title"], kind="article"
    )
    return talk.converse(file, thread, written.get("comment", []), at, who, now)
