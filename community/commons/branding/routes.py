from community.commons.branding import views
from community.kernel.room import get, post

ROUTES = [
    get("/brand.css", views.stylesheet),
    get("/brand/pictures/<name>", views.picture),
    get("/admin/brand", views.edit, "branding.change"),
    post("/admin/brand", views.change, "branding.change"),
]
