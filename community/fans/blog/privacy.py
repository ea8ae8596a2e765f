"""What this room keeps about a person: which articles they signed."""

from typing import Any

from sqlalchemy import delete, select

from community.fans.blog.models import Article, ArticleAuthor
from community.kernel.db import db


def access(account_ids: list[int], member_id: int) -> dict[str, Any]:
    signed = select(Article.slug).join(ArticleAuthor, ArticleAuthor.thread_id == Article.thread_id)
    return {
        "articles_signed": list(
            db.session.scalars(signed.where(ArticleAuthor.account_id.in_(account_ids)))
        )
    }


def erase(account_ids: list[int], member_id: int) -> None:
    db.session.execute(delete(ArticleAuthor).where(ArticleAuthor.account_id.in_(account_ids)))
