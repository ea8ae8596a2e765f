"""Posts and their comments, topics and their replies, as contributions. Pages, menus and pictures are no talk."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from community.edges.transfer.conversations import Place, Said, Unsaid
from community.edges.transfer.conversations import bring as bring_all
from community.edges.transfer.running import Outcome

from .items import items
from .shaping import as_html

OPENING = ("post", "topic")
TALK = (*OPENING, "reply")
SHOWN = ("publish", "closed", "inherit")
TAGS = ("post_tag", "category", "topic-tag")
NO_TALK = ("pingback", "trackback")


def bring(
    path: Path, *, site: str = "", board: str = "", name: str = "", language: str = "en"
) -> Outcome:
    """Raises UnsafeDump."""
    place = Place("wordpress", site or path.name.split(".")[0], "Items", board, name, language)
    return bring_all(place, _all_said(path))


def _all_said(path: Path) -> Iterator[Said | Unsaid]:
    for place, item in enumerate(items(path), 1):
        if item is None:
            yield Unsaid(id=f"item {place}", why="malformed")
            return
        yield said(item)
        shown = _refusal(item) == ""
        for comment in item["comments"]:
            yield _comment(item, comment, shown)


def said(item: dict[str, Any]) -> Said | Unsaid:
    name, at = f"post {item.get('post_id', '')}", moment(item, "post_date")
    if why := _refusal(item):
        return Unsaid(id=name, why=why)
    if at is None:
        return Unsaid(id=name, why="no_date")
    author, opens = item.get("dc:creator", "").strip(), item["post_type"] in OPENING
    return Said(
        id=name, at=at, author=f"login {author.lower()}" if author else "", author_name=author or "Anonymous",
        body=as_html(item.get("content:encoded", "")), format="html", title=item.get("title", "") if opens else "",
        answers=() if opens else (f"post {item.get('post_parent', '')}",), alone=opens, url=_address(item),
        tags=tuple(words for domain, words in item["categories"] if domain in TAGS and words != "Uncategorized"),
        closed=item.get("status") == "closed",
    )  # fmt: skip


def _refusal(item: dict[str, Any]) -> str:
    if item.get("post_type") not in TALK:
        return "other_kind"
    return "hidden" if item.get("status") not in SHOWN or item.get("post_password") else ""


def _comment(item: dict[str, Any], comment: dict[str, Any], shown: bool) -> Said | Unsaid:
    name, at = f"comment {comment.get('comment_id', '')}", moment(comment, "comment_date")
    if comment.get("comment_type") in NO_TALK:
        return Unsaid(id=name, why="other_kind")
    if comment.get("comment_approved") != "1" or not shown:
        return Unsaid(id=name, why="hidden")
    if at is None:
        return Unsaid(id=name, why="no_date")
    author, post = comment.get("comment_author", "").strip(), f"post {item.get('post_id', '')}"
    above = comment.get("comment_parent", "0")
    return Said(
        id=name, at=at, author=f"name {author.lower()}" if author else "", author_name=author or "Anonymous",
        body=as_html(comment.get("comment_content", "")), format="html", alone=False, url=_address(item),
        answers=(f"comment {above}", post) if above not in ("", "0") else (post,),
    )  # fmt: skip


def moment(row: dict[str, Any], name: str) -> datetime | None:
    """In UTC where it is known; a draft has zeros."""
    for written in (row.get(f"{name}_gmt", ""), row.get(name, "")):
        if re.match(r"[12]\d{3}-", written.strip()):
            try:
                return datetime.fromisoformat(written.strip()).replace(tzinfo=UTC)
            except ValueError:
                continue
    return None


def _address(item: dict[str, Any]) -> str:
    link = str(item.get("link", "")).strip()
    return link if link.startswith(("https://", "http://")) else ""
