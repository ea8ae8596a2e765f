from community.kernel.room import get, post

from . import views

ROUTES = [
    get("/t/<int:thread_id>/ballots", views.ballots),
    post(
        "/t/<int:thread_id>/ballots", views.vote, "forum.vote", name="cast_ballot", limit="reaction"
    ),
    post(
        "/t/<int:thread_id>/ballots/removal", views.withdraw, "forum.vote", name="withdraw_ballot"
    ),
]
