"""One post: its address, what can be done with it, editing, history, answers, reactions, removal."""

from typing import Any

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from community.fans.forum import (
    drafts,
    offering,
    people,
    posts,
    reactions,
    showing,
    tags,
    threads,
)
from community.fans.forum.forms import EditForm
from community.fans.forum.models import Post, Thread
from community.fans.forum.refusals import EditConflict
from community.fans.forum.views import composing
from community.kernel import text, web
from community.kernel.permissions import may
from community.kernel.refusals import NotFound, Refusal


def by_number(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    return redirect(posts.address(thread, post), 302)


def menu(post_id: int) -> ResponseReturnValue:
    """Everything that can be done with a post, as a page of its own."""
    post, thread = _found(post_id)
    mine = reactions.mine(post, web.actor())
    return web.page(
        "fans/forum/menu.html",
        post=post,
        thread=thread,
        address=posts.address(thread, post),
        mine=mine,
        excerpt=text.excerpt(post.markdown, 280) if _readable(post) else "",
        kinds=reactions.KINDS,
        shared=post.position == 1 and offering.named(thread.kind).shared,
        say=showing.words(),
    )


def edit(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    posts.require_time(post, web.actor())
    form = EditForm(
        body=post.markdown,
        base=posts.revision(post),
        title=thread.title,
        tags=", ".join(tags.of(thread.id)),
    )
    composing.begin(form, drafts.place_of_edit(post_id))
    return _editor(post, thread)(form)


def save(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    form, show = EditForm(), _editor(post, thread)
    if "preview" in request.form:
        return composing.preview(form, show)
    try:
        composing.take_files(form)
        _change(post, thread, form)
    except EditConflict as conflict:
        return composing.refused(form, conflict, _beside(post, show))
    except Refusal as refusal:
        return composing.refused(form, refusal, show)
    composing.sent(drafts.place_of_edit(post_id))
    return web.see_other(_back(posts.address(thread, post)))


def history(post_id: int) -> ResponseReturnValue:
    """What the post said before; of a post out of sight only the team may know."""
    post, thread = _found(post_id)
    if not post.visible and not web.actor().staff:
        raise NotFound()
    return web.page(
        "fans/forum/history.html",
        post=post,
        thread=thread,
        address=posts.address(thread, post),
        changes=_changes(post),
    )


def accept(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    posts.accept(post, by=web.actor())
    return web.see_other(posts.address(thread, post))


def withdraw_acceptance(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    posts.withdraw_acceptance(post, by=web.actor())
    return web.see_other(posts.address(thread, post))


def react(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    reactions.react(post, request.form.get("kind", ""), by=web.actor())
    return _with_reactions(post, thread)


def withdraw_reaction(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    reactions.withdraw(post, by=web.actor())
    return _with_reactions(post, thread)


def delete(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    posts.delete(post, by=web.actor(), reason=request.form.get("reason", "")[:200])
    return web.see_other(posts.address(thread, post) if post.position > 1 else "/latest")


def hide(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    posts.hide(post, by=web.actor(), reason=request.form.get("reason", "")[:200])
    return web.see_other(posts.address(thread, post))


def restore(post_id: int) -> ResponseReturnValue:
    post, thread = _found(post_id)
    posts.restore(post, by=web.actor(), reason=request.form.get("reason", "")[:200])
    return web.see_other(posts.address(thread, post))


def _found(post_id: int) -> tuple[Post, Thread]:
    return posts.visible_to(web.actor(), post_id)


def _with_reactions(post: Post, thread: Thread) -> ResponseReturnValue:
    """The post again for a page that stays, its address for all others."""
    if not web.is_fragment():
        return web.see_other(posts.address(thread, post))
    reader = web.actor()
    rows = [
        row
        for row in posts.page(thread.id, around=post.position, viewer=reader)
        if row.id == post.id
    ]
    [shown] = showing.shown_posts(rows, threads.shown(thread.id, reader), reader)
    return web.answer(
        "fans/forum/_post.html", "fans/forum/_post.html", post=shown, say=showing.words()
    )


def _readable(post: Post) -> bool:
    return post.visible or post.held_at is not None or web.actor().staff


def _change(post: Post, thread: Thread, form: EditForm) -> None:
    by = web.actor()
    posts.edit(
        post, form.body.data or "", by=by, reason=form.reason.data or "", base=form.base.data or ""
    )
    wanted = tags.named(form.tags.data or "")
    may_rename = post.position == 1 and may(by, "forum.rename", thread)
    if may_rename and (form.title.data != thread.title or set(wanted) != set(tags.of(thread.id))):
        threads.rename(thread, form.title.data or "", by=by, tags=wanted)


def _beside(post: Post, show: composing.Show) -> composing.Show:
    """The form with the text that stands now above the one that was sent; saving again builds on both."""

    def beside(form: EditForm, status: int = 200, preview: Any = "") -> Response:
        theirs = post.markdown
        form.base.data = posts.revision(post)
        return show(
            form, status, preview, theirs=theirs, changes=text.diff(theirs, form.body.data or "")
        )

    return beside


def _editor(post: Post, thread: Thread) -> composing.Show:
    def show(form: EditForm, status: int = 200, preview: Any = "", **beside: Any) -> Response:
        first = post.position == 1 and may(web.actor(), "forum.rename", thread)
        return web.page(
            "fans/forum/edit.html",
            status,
            form=form,
            post=post,
            address=_back(posts.address(thread, post)),
            back=_back(""),
            first=first,
            preview=preview,
            **beside,
        )

    return show


def _back(otherwise: str) -> str:
    """Where the editor came from: the review queue sends people here and wants them back."""
    return web.local(request.values.get("next"), otherwise)


def _changes(post: Post) -> list[dict[str, Any]]:
    """Newest first: who changed what, why and when."""
    versions = posts.versions(post)
    briefs = people.briefs(each.by_id for each in versions)
    texts = [*(each.source for each in versions), post.markdown]
    return [
        {
            "by": briefs.get(each.by_id or 0),
            "at": each.at,
            "reason": each.reason,
            "diff": text.diff(texts[place], texts[place + 1]),
        }
        for place, each in reversed([*enumerate(versions)])
    ]
