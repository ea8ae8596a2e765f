"""Two bare Flask pages to measure against: `/const` gives bytes kept in memory, `/db` does one query and one template.

BENCH_DATABASE is the community's own database, BENCH_BYTES a file with the bytes of the product's page.
"""

import os
from pathlib import Path

from flask import Flask, Response, render_template, request
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from markupsafe import Markup
from sqlalchemy import Select, column, select, table

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ title }}</title><link rel="stylesheet" href="/site.css"></head>
<body><main><h1>{{ title }}</h1>
{% for post in posts %}
<article id="p{{ post.position }}"><header><a href="/people/{{ post.author_id }}">{{ post.author_id }}</a> {{ post.created_at }}</header>
<div>{{ ready(post.html) }}</div></article>
{% endfor %}
</main></body></html>
"""
POSTS = table(
    "posts",
    *map(column, ("id", "thread_id", "position", "author_id", "html", "created_at")),
)

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["BENCH_DATABASE"]
app.jinja_loader = DictLoader({"page.html": PAGE})
app.jinja_env.globals["ready"] = Markup
db = SQLAlchemy(app)
known = Path(os.environ["BENCH_BYTES"]).read_bytes()


@app.get("/const")
def const() -> Response:
    return Response(known, mimetype="text/html")


@app.get("/unchanged")
def unchanged() -> Response:
    answer = Response(known, mimetype="text/html")
    answer.set_etag("as-it-was")
    return answer.make_conditional(request)


@app.get("/db/<int:thread_id>")
def page(thread_id: int) -> str:
    return render_template(
        "page.html", title="Thread", posts=db.session.execute(_first_posts(thread_id)).all()
    )


def _first_posts(thread_id: int) -> Select:
    return select(POSTS).where(POSTS.c.thread_id == thread_id).order_by(POSTS.c.position).limit(20)
