from community.commons.search import views
from community.kernel.room import get

ROUTES = [
    get("/search", views.index),
]
