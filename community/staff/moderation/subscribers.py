"""What other rooms announce and moderation hears."""

from community.fans.forum import PostApproved, PostHeld
from community.kernel.events import on
from community.staff.moderation import reviews


@on(PostHeld)
def queue_held_post(event: PostHeld) -> None:
    reviews.open_item("post", event.post_id, source="held")


@on(PostApproved)
def take_off_the_queue(event: PostApproved) -> None:
    reviews.settle("post", event.post_id)
