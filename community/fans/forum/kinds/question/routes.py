from community.kernel.room import post

from . import views

ROUTES = [
    post(
        "/t/<int:thread_id>/trials", views.report, "forum.try", name="try_answer", limit="reaction"
    )
]
