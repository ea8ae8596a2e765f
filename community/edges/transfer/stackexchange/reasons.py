"""Why a row has no place here, in words that an operator can act on."""

from community.kernel.i18n import lazy_gettext as _l

REASONS = {
    "incomplete": _l("A value that every such row needs is missing."),
    "malformed": _l("A number or a date cannot be read."),
    "twice": _l("Another row of this table has the same number."),
    "empty": _l("There is no text in it."),
    "too_long": _l("The text is longer than a post can be."),
    "no_question": _l("It answers a question that is not in the dump or was refused."),
    "no_post": _l("The post it belongs to is not in the dump or was refused."),
    "no_user": _l("The user it belongs to is not in the dump."),
    "tag_text": _l("It describes a tag; tags have no text here."),
    "other_post": _l("It is neither a question nor an answer."),
    "old_title": _l(
        "It is an earlier title or an earlier set of tags; only the last ones are kept."
    ),
    "upkeep": _l("It tells of the upkeep of the other site, such as locks, notices and moves."),
    "deletion": _l("It tells of a deletion that was taken back."),
    "other_vote": _l("It is a bookmark, a bounty or a vote on upkeep; those have no place here."),
    "other_link": _l("Links of this kind are not known here."),
    "within": _l("It links two posts of one and the same thread."),
    "unaccounted": _l("It was read and then lost. Please report this."),
}
