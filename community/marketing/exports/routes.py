from community.kernel.room import get, post
from community.marketing.exports import views

ROUTES = [
    get("/marketing/exports", views.index, "exports.order"),
    get("/marketing/exports/new", views.new, "exports.order"),
    post("/marketing/exports", views.create, "exports.order"),
    get("/marketing/exports/<token>", views.show, "exports.order", name="export"),
    get("/marketing/exports/<token>/file", views.download, "exports.order", name="file"),
]
