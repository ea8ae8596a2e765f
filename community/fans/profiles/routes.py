from community.fans.profiles import views
from community.kernel.room import get

ROUTES = [
    get("/@<handle>", views.show, name="profile"),
    get("/people", views.people),
]
