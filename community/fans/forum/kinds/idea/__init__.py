"""An idea: people spend a few votes on what they want most, and the team says what becomes of it."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import Rule, active, staff
from community.kernel.settings import Setting
from community.kernel.slots import Entry, NotificationKind, ThreadKind

from . import deciding, showing, voting
from .deciding import decide, merge
from .privacy import PRIVACY
from .voting import begin, vote, withdraw

KIND = ThreadKind(
    "idea",
    _l("Idea"),
    _l("Suggest something; others vote."),
    icon="idea",
    order=30,
    begin=voting.begin,
    template="fans/forum/kinds/idea.html",
    load=showing.load,
)
SLOTS = [
    PRIVACY,
    Entry("lists", _l("Ideas"), "/ideas", "idea", order=70),
    NotificationKind(
        "idea",
        _l("%(who)s decided about the idea “%(title)s”"),
        _l("You voted for this idea, or it is yours."),
        icon="idea",
    ),
]
PERMISSIONS = {"forum.vote": Rule(who=active), "forum.decide": Rule(who=staff)}
SETTINGS = [
    Setting(
        f"forum.idea_votes_{level}",
        most,
        _l("Votes for ideas at level %(level)s", level=level),
        _l("They come back when an idea is done, declined or merged."),
        group="forum",
    )
    for level, most in enumerate(voting.BUDGETS)
]
__all__ = [
    "KIND",
    "PERMISSIONS",
    "SETTINGS",
    "SLOTS",
    "begin",
    "decide",
    "deciding",
    "merge",
    "vote",
    "voting",
    "withdraw",
]
