"""The counters of threads, boards and tags after many posts were kept at once: they equal the rows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from community.fans.forum import boards, counts, tags
from community.fans.forum.models import Tag, Thread, ThreadTag
from community.kernel.db import db, insert_or_ignore, table_of

from .shapes import PastPost


def last_positions(thread_ids: Collection[int | None]) -> dict[int | None, int]:
    found = select(Thread.id, Thread.last_position).where(Thread.id.in_(thread_ids))
    return {row.id: row.last_position for row in db.session.execute(found.with_for_update())}


def sum_up(posts: Sequence[PastPost], opening: Sequence[PastPost]) -> None:
    by_thread: dict[int | None, list[PastPost]] = defaultdict(list)
    for post in posts:
        by_thread[post.thread.id].append(post)
    known = select(
        Thread.id, Thread.voices, Thread.last_posted_at, Thread.last_author_id, Thread.hidden_at
    )
    rows = {row.id: row for row in db.session.execute(known.where(Thread.id.in_(by_thread)))}
    summed = [_summed(rows[thread_id], added) for thread_id, added in by_thread.items()]
    _write(summed)
    _count_boards(posts, opening, {row.id for row in rows.values() if row.hidden_at})
    _tag(opening)


def _summed(thread: Any, added: list[PastPost]) -> dict[str, Any]:
    last = max(added, key=lambda post: post.at)
    newest = last.at >= thread.last_posted_at
    heard = [post.author_id for post in reversed(added)]
    voices = [*heard, *thread.voices] if newest else [*thread.voices, *heard]
    reactions = sum(len(post.reactions) for post in added)
    return {
        "of": thread.id, "posts": len(added), "position": added[-1].position, "reacted": reactions,
        "earned": len(added) + counts.REACTION_WEIGHT * reactions,
        "end": last.at if newest else thread.last_posted_at,
        "author": last.author_id if newest else thread.last_author_id,
        "heard": list(dict.fromkeys(voices))[: counts.VOICES],
        "answer": next((post.id for post in added if post.accepted_by), None),
    }  # fmt: skip


def _write(summed: list[dict[str, Any]]) -> None:
    table = table_of(Thread)
    changed = update(table).where(table.c.id == bindparam("of"))
    values = {
        "posts_count": table.c.posts_count + bindparam("posts"),
        "last_position": bindparam("position"),
        "reactions_count": table.c.reactions_count + bindparam("reacted"),
        "score": table.c.score + bindparam("earned"),
        "last_posted_at": bindparam("end"),
        "last_author_id": bindparam("author"),
        "voices": bindparam("heard"),
        "version": table.c.version + 1,
    }
    db.session.connection().execute(changed.values(values), summed)
    answered = [each for each in summed if each["answer"]]
    if answered:
        found = changed.values(accepted_post_id=bindparam("answer"))
        db.session.connection().execute(found, answered)
    db.session.expire_all()


def _count_boards(
    posts: Sequence[PastPost], opening: Sequence[PastPost], hidden: set[int | None]
) -> None:
    moved: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for post in posts:
        if post.thread.id not in hidden:
            moved[post.thread.board_id][1] += 1
    for post in opening:
        if post.thread.id not in hidden:
            moved[post.thread.board_id][0] += 1
    counts.hold_boards(*moved)
    for board_id in sorted(moved):
        counts.add_board(board_id, threads=moved[board_id][0], posts=moved[board_id][1])


def _tag(opening: Sequence[PastPost]) -> None:
    """Threads of the past may carry more tags than a form takes."""
    wanted = {post.thread.id: _tidied(post.thread.tags) for post in opening if post.thread.tags}
    names = sorted({name for carried in wanted.values() for name in carried})
    for name in set(names) - _known(names).keys():
        insert_or_ignore(Tag, slug=name, threads_count=0)
    ids = _known(names)
    rows = [
        {"thread_id": thread_id, "tag_id": ids[name]}
        for thread_id, carried in wanted.items()
        for name in carried
    ]
    if rows:
        db.session.execute(insert(table_of(ThreadTag)), rows)
        _count_tags(opening, wanted, ids)


def _count_tags(
    opening: Sequence[PastPost], wanted: dict[Any, list[str]], ids: dict[str, int]
) -> None:
    """As in counts.add_tags: only what everybody may see counts."""
    public = {each: boards.public(each) for each in {post.thread.board_id for post in opening}}
    seen = Counter(
        ids[name]
        for post in opening
        if post.thread.hidden_at is None and public[post.thread.board_id]
        for name in wanted.get(post.thread.id, ())
    )
    if seen:
        table = table_of(Tag)
        more = update(table).where(table.c.id == bindparam("of"))
        more = more.values(threads_count=table.c.threads_count + bindparam("more"))
        rows = [{"of": tag_id, "more": number} for tag_id, number in sorted(seen.items())]
        db.session.connection().execute(more, rows)


def _tidied(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(tags.tidy, names))))


def _known(names: list[str]) -> dict[str, int]:
    found = db.session.execute(select(Tag.slug, Tag.id).where(Tag.slug.in_(names)))
    return {row.slug: row.id for row in found}
