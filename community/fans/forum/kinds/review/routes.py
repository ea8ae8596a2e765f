from community.kernel.room import get, post

from . import views

ROUTES = [
    get("/products", views.index, name="products"),
    get("/products/<slug>", views.show, name="product"),
    post("/t/<int:thread_id>/stars", views.change_stars, "forum.reply", name="change_stars"),
    get("/admin/products", views.arrange, "forum.arrange", name="arrange_products"),
    post("/admin/products", views.add, "forum.arrange", name="add_product"),
    post("/admin/products/<slug>", views.rename, "forum.arrange", name="rename_product"),
]
