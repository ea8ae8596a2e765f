"""Write, preview and publish."""

from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from community.commons import media
from community.fans.blog import articles
from community.fans.blog.forms import ArticleForm
from community.fans.blog.models import Article
from community.fans.forum import tags, threads
from community.kernel import text, web
from community.kernel.i18n import gettext as _
from community.kernel.images import PictureRefused
from community.kernel.refusals import Refusal
from community.people import accounts


def desk() -> ResponseReturnValue:
    drafts = articles.drafts(by=web.actor())
    return web.page("fans/blog/desk.html", drafts=drafts, published=articles.published(limit=50))


def new() -> ResponseReturnValue:
    form = _form()
    form.authors.data = [web.actor().id]
    form.language.data = web.actor().language or "en"
    return _show(form, None)


def create() -> ResponseReturnValue:
    form = _form()
    if "preview" in request.form or not form.validate():
        return _show(form, None, status=200 if "preview" in request.form else 422)
    try:
        article = articles.write(
            form.title.data,
            form.body.data,
            by=web.actor(),
            excerpt=form.excerpt.data or "",
            authors=form.authors.data,
            tags=tags.named(form.tags.data or ""),
            language=form.language.data,
        )
        _keep_cover(article, form)
    except Refusal as refused:
        return _refused(form, refused, None)
    flash(_("Your draft is kept. Only the team sees it until you publish."), "good")
    return web.see_other(f"/blog/{article.slug}")


def edit(slug: str) -> ResponseReturnValue:
    article = articles.one(slug, web.actor())
    thread = threads.one(article.thread_id)
    form = _form(
        title=thread.title,
        body=articles.opening(article).source,
        excerpt=article.excerpt,
        language=thread.language,
        tags=", ".join(tags.of(thread.id)),
        authors=articles.author_ids([thread.id]).get(thread.id, []),
        cover_alt=article.cover_alt,
    )
    return _show(form, article)


def save(slug: str) -> ResponseReturnValue:
    article, form = articles.one(slug, web.actor()), _form()
    if "preview" in request.form or not form.validate():
        return _show(form, article, status=200 if "preview" in request.form else 422)
    try:
        articles.change(
            article,
            by=web.actor(),
            title=form.title.data,
            source=form.body.data,
            excerpt=form.excerpt.data or "",
            tags=tags.named(form.tags.data or ""),
            authors=form.authors.data,
        )
        _keep_cover(article, form)
    except Refusal as refused:
        return _refused(form, refused, article)
    return web.see_other(f"/blog/{article.slug}")


def publish(slug: str) -> ResponseReturnValue:
    articles.publish(articles.one(slug, web.actor()), by=web.actor())
    flash(_("It is out. Everybody can read it now."), "good")
    return web.see_other(f"/blog/{slug}")


def withdraw(slug: str) -> ResponseReturnValue:
    articles.withdraw(articles.one(slug, web.actor()), by=web.actor())
    flash(_("It is a draft again."), "good")
    return web.see_other(f"/blog/{slug}")


def _keep_cover(article: Article, form: ArticleForm) -> None:
    key = article.cover_key
    if form.cover.data:
        key = media.keep_picture(form.cover.data.stream, by=web.actor(), thumbs=(640, 1280)).key
    articles.cover(article, key, form.cover_alt.data or "", by=web.actor())


def _form(**values: Any) -> ArticleForm:
    form = ArticleForm(data=values) if values else ArticleForm()
    writers = {
        each.id: each
        for role in ("moderator", "agent", "marketer", "admin")
        for each in accounts.with_role(role)
    }
    form.authors.choices = [(each.id, each.name) for each in writers.values()]
    return form


def _show(form: ArticleForm, article: Article | None, status: int = 200) -> ResponseReturnValue:
    preview = text.render(form.body.data or "").html if "preview" in request.form else ""
    return web.page("fans/blog/write.html", status, form=form, article=article, preview=preview)


def _refused(form: ArticleForm, refused: Refusal, article: Article | None) -> ResponseReturnValue:
    """Nothing typed is lost; the sentence stands beside its field, or else under the text."""
    at_fault = "cover" if isinstance(refused, PictureRefused | media.QuotaReached) else "body"
    for name, sentence in (refused.fields or {at_fault: str(refused)}).items():
        form[name if name in form else "body"].errors = [str(sentence)]
    return _show(form, article, refused.status)
