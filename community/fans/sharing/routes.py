from community.fans.sharing import views
from community.kernel.room import get

ROUTES = [
    get("/feed.atom", views.latest_feed),
    get("/b/<slug>/feed.atom", views.board_feed),
    get("/blog/feed.atom", views.blog_feed),
    get("/sitemap.xml", views.sitemap),
    get("/robots.txt", views.robots),
]
