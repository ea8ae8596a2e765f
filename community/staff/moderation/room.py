from typing import Any

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.settings import Setting
from community.kernel.slots import Entry, NotificationKind, Privacy, TimelineSentence
from community.staff.moderation import appeals, events, jobs, privacy, reviews, subscribers
from community.staff.moderation.permissions import PERMISSIONS
from community.staff.moderation.routes import ROUTES


def waiting(actor: Any) -> int:
    return reviews.waiting_count()


ROOM = Room(
    "moderation",
    routes=ROUTES,
    events=events,
    subscribers=subscribers,
    jobs=jobs,
    permissions=PERMISSIONS,
    settings=[
        Setting(
            "moderation.hide_at", 8.3, _l("Weight at which flags hide a post"), group="moderation"
        )
    ],
    slots=[
        Entry(
            "staff",
            _l("Review"),
            "/staff/review",
            "shield",
            order=10,
            permission="moderation.review",
            count=waiting,
        ),
        Entry(
            "staff", _l("Log"), "/staff/log", "history", order=90, permission="moderation.review"
        ),
        NotificationKind(
            "decision",
            _l("Something you wrote was taken down: %(title)s"),
            _l("You get this because the post was yours."),
            icon="shield",
        ),
        NotificationKind(
            "decision_undone",
            _l("A decision about your post was taken back."),
            _l("You get this because the post was yours."),
            icon="shield",
        ),
        NotificationKind(
            "appeal_stands",
            _l("Another moderator looked again, and the decision stands."),
            _l("You get this because you asked for a second look."),
            icon="shield",
        ),
        NotificationKind(
            "review_late",
            _l("Something has waited for a day or more in %(title)s."),
            _l("You get this because you are a moderator."),
            icon="shield",
        ),
        TimelineSentence("Flagged", _l("Reported something"), "flag"),
        TimelineSentence("Appealed", _l("Asked for a second look"), "shield"),
        TimelineSentence("Decided", _l("Decided on a report"), "gavel"),
        TimelineSentence("DecisionUndone", _l("Took a decision back"), "undo"),
        appeals.MODERATABLE,
        Privacy(
            "moderation",
            (
                "flags.by_id",
                "review_items.claimed_by_id",
                "decisions.author_id",
                "decisions.by_id",
                "decisions.undone_by_id",
            ),
            privacy.access,
            privacy.erase,
        ),
    ],
)
