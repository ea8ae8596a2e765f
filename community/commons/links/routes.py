from community.commons.links import views
from community.kernel.room import get

ROUTES = [get("/go/<code>", views.follow)]
