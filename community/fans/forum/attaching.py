"""What follows once a text with uploads and links is kept."""

from typing import Any

from community.commons import media, previews
from community.kernel import jobs

from .jobs import look_links_up
from .models import Post
from .writing import Written


def follow(post: Post, written: Written, by: Any) -> None:
    """Say which uploads the post shows from now on, and have unknown pages asked about themselves."""
    media.show_in("post", post.id, written.shows, owners=(post.author_id, by.id))
    if written.alone and previews.unknown(written.alone):
        jobs.enqueue(look_links_up, key=f"links:{post.id}", post_id=post.id)
