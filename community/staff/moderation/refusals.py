"""What moderation refuses, and what to do instead."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal


class OwnContent(Refusal):
    status = 422
    sentence = _l("This is your own. You can edit or delete it instead.")


class AlreadyFlagged(Refusal):
    sentence = _l("You have reported this already. Somebody of the team will look at it.")


class SomebodyWasFaster(Refusal):
    sentence = _l("A colleague has just decided this one. Reload the queue to see what they did.")


class ReasonNeeded(Refusal):
    status = 422
    sentence = _l("Pick a reason: the author is told why.")


class AskAColleague(Refusal):
    status = 403
    sentence = _l("You took this decision yourself. A colleague answers the appeal.")


class AlreadyAppealed(Refusal):
    sentence = _l("You have asked already. Another moderator will look at it and tell you.")


class NothingToUndo(Refusal):
    sentence = _l("This decision has been undone already.")
