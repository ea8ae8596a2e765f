"""Quote a post in the text of another."""

from typing import Any

from community.fans.forum import people
from community.fans.forum.models import Post

from .reading import address

LONGEST_QUOTE = 2000


def quoted(post: Post, thread: Any) -> str:
    """The post's text as a Markdown quote that names its author and leads to it."""
    author = people.briefs([post.author_id]).get(post.author_id)
    named = f"@{author.handle}" if author else "…"
    own = "\n".join(
        line for line in post.markdown[:LONGEST_QUOTE].splitlines() if not line.startswith(">")
    ).strip()
    lines = [f"{named} [↩]({address(thread, post)})", "", *own.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"
