"""Why something is flagged or taken down: one list for readers, staff and the sentence to the author."""

from community.kernel.i18n import lazy_gettext as _l

FLAG_REASONS = {
    "spam": _l("It is spam or advertising"),
    "rude": _l("It attacks or insults somebody"),
    "off_topic": _l("It does not belong here"),
    "harmful": _l("It is dangerous or against the law"),
    "other": _l("Something else"),
}

DECISION_REASONS = {
    "spam": _l("It is advertising that nobody here asked for."),
    "rude": _l("It attacks a person instead of talking about the matter."),
    "off_topic": _l("It does not belong in this place."),
    "harmful": _l("It could hurt somebody, or the law forbids it."),
    "private": _l("It shows personal details of somebody."),
    "other": _l("It goes against the house rules."),
}

SUSPENSION_STEPS = (24, 72, 7 * 24, 30 * 24)  # hours, escalating
