from community.kernel.room import get, post

from . import views

ROUTES = [
    get("/bookmarks", views.index, "bookmarks.keep"),
    get("/posts/<int:post_id>/bookmark", views.edit, "bookmarks.keep"),
    post("/posts/<int:post_id>/bookmark", views.save, "bookmarks.keep", limit="write"),
    post("/posts/<int:post_id>/bookmark/removal", views.remove, "bookmarks.keep"),
]
