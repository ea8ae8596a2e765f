from community.fans.messages import views
from community.kernel.room import get, post

ROUTES = [
    get("/messages", views.index, "messages.read"),
    get("/messages/new", views.new, "messages.read"),
    post("/messages", views.start, "messages.write", limit="write"),
    get("/messages/<int:conversation_id>", views.show, "messages.read"),
    post("/messages/<int:conversation_id>", views.reply, "messages.write", limit="write"),
    post(
        "/messages/<int:conversation_id>/people", views.add_people, "messages.write", limit="write"
    ),
    post("/messages/<int:conversation_id>/departure", views.leave, "messages.read"),
    post("/messages/<int:conversation_id>/muting", views.mute, "messages.read"),
    post("/messages/<int:conversation_id>/muting/removal", views.unmute, "messages.read"),
]
