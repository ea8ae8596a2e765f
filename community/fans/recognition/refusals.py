"""What recognition says no to."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid, NotFound


class NoSuchLevel(Invalid):
    sentence = _l("Levels go from 0 to 4. Choose one of them.")


class ReasonMissing(Invalid):
    sentence = _l("Say in a sentence why, so that others understand it later.")


class NoSuchBadge(NotFound):
    sentence = _l("There is no such badge. See all of them on the page of badges.")


class GivenByItself(Invalid):
    sentence = _l("This badge comes by itself once its criterion is met.")


class NobodyOfThatName(Invalid):
    sentence = _l("Nobody here has this handle. Look them up in the directory of people.")


class AlreadyHeld(Invalid):
    sentence = _l("They have this badge already.")
