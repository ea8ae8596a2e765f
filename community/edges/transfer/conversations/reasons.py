"""Why something that was said has no place here."""

from community.kernel.i18n import lazy_gettext as _l

REASONS = {
    "malformed": _l("It cannot be read."),
    "no_date": _l("Its date is missing or cannot be read."),
    "twice": _l("Another row has the same name."),
    "empty": _l("There is no text in it."),
    "too_long": _l("The text is longer than a post can be."),
    "removed": _l("Its text was deleted there."),
    "hidden": _l("It was a draft, private or in the bin there."),
    "other_kind": _l("It is no talk: a page, a picture, a menu or the like."),
    "no_thread": _l("What it answers is not here or was refused."),
    "circle": _l("It answers itself, by way of others."),
    "unaccounted": _l("It was read and then lost. Please report this."),
}
