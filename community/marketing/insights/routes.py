from community.kernel.room import get, post
from community.marketing.insights import views

ROUTES = [
    get("/marketing", views.dashboard, "insights.read"),
    get("/marketing/links", views.traffic, "insights.read"),
    post("/marketing/links", views.create_link, "links.create"),
    post("/marketing/links/<code>/removal", views.retire_link, "links.create"),
]
