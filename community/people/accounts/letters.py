"""The mails of this room. Nothing that somebody typed at sign-up is repeated in them but the address itself."""

from collections.abc import Sequence
from typing import Any

from flask import render_template

from community.kernel import outbox, settings, web
from community.kernel.i18n import direction, in_language, language
from community.kernel.i18n import gettext as _
from community.kernel.room import house


def confirm(to: str, secret: str, speaks: str | None) -> None:
    with in_language(speaks or "en"):
        _post(
            to,
            _("Confirm your address"),
            [
                _(
                    "Somebody, probably you, joined with this address. Press the button on the page behind this link to confirm it."
                )
            ],
            _("Confirm your address"),
            f"/confirm/{secret}",
        )


def already_here(to: str, speaks: str | None) -> None:
    """To the owner of an address with which somebody tried to join again."""
    with in_language(speaks or "en"):
        _post(
            to,
            _("You have an account already"),
            [
                _(
                    "Somebody, perhaps you, tried to join with this address. It has an account here, so nothing was changed."
                ),
                _(
                    "If it was you, sign in. If you forgot the password, ask for a new one on the same page."
                ),
            ],
            _("Sign in"),
            "/sign-in",
        )


def reset(to: str, secret: str, speaks: str | None) -> None:
    with in_language(speaks or "en"):
        _post(
            to,
            _("Choose a new password"),
            [
                _(
                    "Somebody, probably you, asked for a new password. The link is good for one hour and only once."
                )
            ],
            _("Choose a new password"),
            f"/reset/{secret}",
        )


def change_email(to: str, secret: str, speaks: str | None) -> None:
    with in_language(speaks or "en"):
        _post(
            to,
            _("Confirm your new address"),
            [
                _(
                    "Press the button on the page behind this link, and your account uses this address from then on."
                )
            ],
            _("Confirm your new address"),
            f"/settings/email/{secret}",
        )


def changed(to: str, what: Any, speaks: str | None) -> None:
    """A note after something that matters was changed, so that a thief cannot do it in silence."""
    with in_language(speaks or "en"):
        _post(
            to,
            _("Your account was changed"),
            [
                str(what),
                _("If it was not you, choose a new password now: that ends every other session."),
            ],
            _("Choose a new password"),
            "/reset",
        )


def _post(to: str, subject: str, paragraphs: Sequence[str], action: str, path: str) -> None:
    brand = (
        settings.read("brand.name")
        if "brand.name" in house().settings
        else web.external("").partition("//")[2]
    )
    reason = _(
        "You get this mail because this address was typed on %(place)s. If it was not you, do nothing.",
        place=brand,
    )
    values = {
        "subject": subject, "paragraphs": paragraphs, "action": action, "action_url": web.external(path), "reason": reason,
        "brand": {"name": brand}, "base_url": web.external(""), "locale": language(), "direction": direction(),
    }  # fmt: skip
    text, html = (
        render_template(f"people/accounts/letter.{form}", **values) for form in ("txt", "html")
    )
    outbox.post(to, f"{subject} · {brand}", text, html)
