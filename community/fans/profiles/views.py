"""Somebody's page, and the directory."""

from urllib.parse import urlencode

from flask import redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from community.fans.forum import authors, posts
from community.fans.profiles import profiles
from community.kernel import i18n, text
from community.kernel.web import actor, external, page
from community.people import accounts

PAGE = 48


def show(handle: str) -> ResponseReturnValue:
    account = profiles.one(handle)
    if account.handle != handle:
        return redirect(f"/@{account.handle}", 301)
    reader = actor()
    best = [
        {
            "row": row,
            "url": posts.place_of(row.thread_id, row.slug, row.kind, row.position),
            "excerpt": text.excerpt(Markup(row.html.replace("<", " <")).striptags(), 180),  # noqa: S704
        }
        for row in profiles.best(account.id, reader)
    ]
    return page(
        "fans/profiles/show.html",
        account=account,
        brief=accounts.briefs([account.id])[account.id],
        figures=profiles.figures(account.id, reader),
        boards=authors.boards_of([account.id], reader),
        best=best,
        year=profiles.year(account.id),
        canonical=external(f"/@{account.handle}"),
        own=reader.id == account.id,
    )


def people() -> ResponseReturnValue:
    asked, language, before = (
        request.args.get("text", "")[:80],
        request.args.get("language", ""),
        request.args.get("before", ""),
    )
    found = profiles.directory(
        text=asked,
        language=language if language in i18n.LANGUAGES else "",
        before_id=int(before) if before.isdecimal() and len(before) < 16 else None,
        limit=PAGE + 1,
    )
    asked_again = {"text": asked, "language": language, "before": found[-2].id if found else ""}
    older = f"/people?{urlencode(asked_again)}" if len(found) > PAGE else ""
    return page(
        "fans/profiles/people.html",
        people=found[:PAGE],
        text=asked,
        language=language,
        languages=i18n.LANGUAGES,
        older=older,
    )
