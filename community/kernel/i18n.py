"""Languages: which one a reader gets, and how dates, numbers and text are written in it."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

import flask_babel
from babel.numbers import format_decimal, format_percent
from flask import Flask, g, has_request_context, request
from flask_babel import (
    Babel,
    format_date,
    format_datetime,
    format_timedelta,
    get_domain,
    get_locale,
)
from flask_babel import gettext as gettext
from flask_babel import lazy_gettext as lazy_gettext
from flask_babel import lazy_ngettext as lazy_ngettext
from flask_babel import npgettext as npgettext
from flask_babel import pgettext as pgettext
from flask_login import current_user
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from community import paths
from community.kernel import clock

LANGUAGES = {
    "en": "English",
    "id": "Bahasa Indonesia",
    "de": "Deutsch",
    "nl": "Nederlands",
    "fa": "فارسی",
}
RIGHT_TO_LEFT = {"fa"}
MOST_LANGUAGES = 200  # letters of a browser's list
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

in_language = flask_babel.force_locale


def init_app(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(paths.TRANSLATIONS)
    Babel(
        app, locale_selector=_chosen, timezone_selector=lambda: getattr(_reader(), "timezone", None)
    )
    app.jinja_env.filters.update(
        date=date, datetime=moment, number=number, percent=percent, relative=relative
    )
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda message: get_domain().get_translations().ugettext(message),
        ngettext=_counted,
        newstyle=True,
    )


def language() -> str:
    """The code in force here and now: one of LANGUAGES."""
    found = get_locale()
    return found.language if found and found.language in LANGUAGES else "en"


def words_of_this_page() -> Callable[..., Markup]:
    """`_` for the templates of one page: the catalogue is looked up once, not once per word."""
    catalogue = get_domain().get_translations()

    def say(message: str, **values: Any) -> Markup:
        said = Markup(catalogue.gettext(message))  # noqa: S704 - our own words; values are escaped
        return said % values if values or "%" in said else said

    return say


def ngettext(singular: str, plural: str, num: int, **values: Any) -> str:
    """A sentence with a count: `%(num)d` stands in the reader's figures."""
    return _counted(singular, plural, num) % {"num": num, **values}


def direction(code: str | None = None) -> str:
    return "rtl" if (code or language()) in RIGHT_TO_LEFT else "ltr"


def browser_language() -> str:
    return _spoken(request.environ.get("HTTP_ACCEPT_LANGUAGE", "")[:MOST_LANGUAGES])


@lru_cache(maxsize=1024)
def _spoken(accepted: str) -> str:
    known = parse_accept_header(accepted, LanguageAccept)
    return known.best_match(list(LANGUAGES)) or "en"


def date(value: datetime | None, format: str = "medium") -> str:
    return digits(format_date(value, format)) if value else ""


def moment(value: datetime | None, format: str = "medium") -> str:
    return digits(format_datetime(value, format)) if value else ""


def number(value: float | int | None) -> str:
    if value is None:
        return ""
    if type(value) is int:
        return figure(value, language())
    return digits(format_decimal(value, numbering_system="default", locale=get_locale()))


@lru_cache(maxsize=4096)
def figure(count: int, code: str) -> str:
    """A count as `code` writes it, kept for rows of a page: `1,204`, `۱٬۲۰۴`."""
    return digits(format_decimal(count, numbering_system="default", locale=code), code)


def percent(value: float | None, format: str = "#,##0 %") -> str:
    """A share of one: 0.125 -> `13 %`, or `12.5 %` with the format `#,##0.0 %`."""
    if value is None:
        return ""
    return digits(format_percent(value, format, numbering_system="default", locale=get_locale()))


def digits(text: str, code: str = "") -> str:
    """Its figures in the reader's script; Babel gives Latin ones in every language."""
    return text.translate(PERSIAN_DIGITS) if (code or language()) == "fa" else text


def relative(value: datetime | None) -> str:
    """`3 hours ago`; from a month on, the date."""
    if value is None:
        return ""
    since = clock.now() - value
    return date(value) if since.days >= 30 else format_timedelta(-since, add_direction=True)


def _counted(singular: str, plural: str, num: int) -> str:
    said = get_domain().get_translations().ungettext(singular, plural, num)
    return said.replace("%(num)d", figure(num, language()))


def _chosen() -> str:
    if not has_request_context():
        return "en"
    if "language" not in g:
        asked = request.args.get("lang", "")
        g.language = (
            asked
            if asked in LANGUAGES
            else getattr(_reader(), "language", None) or browser_language()
        )
    return g.language


def _reader() -> Any:
    return current_user if has_request_context() else None
