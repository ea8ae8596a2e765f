from community.kernel.room import get, post

from . import views

ROUTES = [
    get("/ideas", views.index, name="ideas"),
    post("/t/<int:thread_id>/votes", views.vote, "forum.vote", limit="reaction"),
    post("/t/<int:thread_id>/votes/removal", views.withdraw, "forum.vote", name="withdraw_vote"),
    get("/t/<int:thread_id>/decisions", views.history, name="decisions"),
    post("/t/<int:thread_id>/decisions", views.decide, "forum.decide"),
    post("/t/<int:thread_id>/votes/merger", views.merge, "forum.close", name="merge_idea"),
]
