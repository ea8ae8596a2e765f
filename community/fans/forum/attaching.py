"""What a kept text shows of uploads."""

from typing import Any

from community.commons import media

from .models import Post
from .writing import Written


def follow(post: Post, written: Written, by: Any) -> None:
    """Say which uploads the post shows from now on."""
    media.show_in("post", post.id, written.shows, owners=(post.author_id, by.id))
