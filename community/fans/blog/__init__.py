"""Articles by the brand's own people; their comments are posts of the same thread."""

from community.fans.blog import articles
from community.fans.blog.events import ArticlePublished, ArticleWithdrawn
from community.fans.blog.models import Article

__all__ = ["Article", "ArticlePublished", "ArticleWithdrawn", "articles"]
