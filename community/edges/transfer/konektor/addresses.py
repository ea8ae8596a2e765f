"""Where each thing stands on the site: for redirects from the old place to the new one."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from community.fans.forum import posts

from .shapes import table_named

AT_ONCE = 500


def addresses(connection: Connection) -> Iterator[tuple[str, int, str]]:
    """(table, id, path) of boards, people and threads; posts stand behind their thread."""
    boards, people, threads, articles = map(
        table_named, ("boards", "accounts", "threads", "articles")
    )
    for number, slug in connection.execute(select(boards.c.id, boards.c.slug).order_by("id")):
        yield "boards", number, f"/b/{slug}"
    for number, handle in connection.execute(select(people.c.id, people.c.handle).order_by("id")):
        yield "accounts", number, f"/@{handle}"
    query = select(threads.c.id, threads.c.slug, threads.c.kind, articles.c.slug.label("article"))
    whole = threads.outerjoin(articles, articles.c.thread_id == threads.c.id)
    ordered = query.select_from(whole).order_by(threads.c.id)
    for row in connection.execute(ordered.execution_options(yield_per=AT_ONCE)):
        yield "threads", row.id, posts.place_of(row.id, row.article or row.slug, row.kind, 1)
