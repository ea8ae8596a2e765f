from community.fans.blog.views import reading, writing
from community.kernel.room import get, post

ROUTES = [
    get("/blog", reading.index),
    get("/blog/write", writing.new, "blog.write", name="write"),
    post("/blog", writing.create, "blog.write"),
    get("/blog/<slug>", reading.show, name="article", version=reading.version),
    get("/blog/<slug>/edit", writing.edit, "blog.write"),
    post("/blog/<slug>", writing.save, "blog.write"),
    post("/blog/<slug>/publication", writing.publish, "blog.publish"),
    post("/blog/<slug>/publication/removal", writing.withdraw, "blog.publish"),
    get("/staff/articles", writing.desk, "blog.write"),
]
