"""A question: one reply answers it, and others say whether the answer works for them too, and still."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.permissions import Rule, active
from community.kernel.settings import Setting
from community.kernel.slots import ThreadKind

from . import showing
from .privacy import PRIVACY

KIND = ThreadKind(
    "question",
    _l("Question"),
    _l("Ask; the best answer is marked."),
    icon="question",
    order=20,
    answered=True,
    template="fans/forum/kinds/question.html",
    load=showing.load,
)

SLOTS = [PRIVACY]
PERMISSIONS = {"forum.try": Rule(who=active)}
SETTINGS = [
    Setting(
        "forum.still_works_days",
        180,
        _l("Days after which an answer is asked for again"),
        group="forum",
    )
]
