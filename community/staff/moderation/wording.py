"""Acts of the audit log as people say them."""

from community.kernel.audit import AuditRow
from community.kernel.i18n import lazy_gettext as _l
from community.staff.moderation.reasons import DECISION_REASONS

ACTS = {
    "review.hide": _l("hid"),
    "review.keep": _l("left in place"),
    "review.approve": _l("approved"),
    "review.reject": _l("rejected"),
    "review.undo": _l("took back a decision on"),
    "account.suspend": _l("suspended"),
    "account.lift_suspension": _l("lifted the suspension of"),
    "account.grant_role": _l("gave a role to"),
    "account.revoke_role": _l("took a role from"),
    "brand.change": _l("changed the brand of"),
    "members.export": _l("exported"),
    "record.read": _l("opened the record of"),
}

SUBJECTS = {
    "post": _l("post"),
    "thread": _l("thread"),
    "account": _l("account"),
    "member": _l("member"),
    "site": _l("the community"),
    "export": _l("export"),
}


def wording(row: AuditRow) -> str:
    """`hid post 12`: an act without words of its own is shown by its name."""
    act, subject = (
        ACTS.get(row.action, row.action),
        SUBJECTS.get(row.subject_kind, row.subject_kind),
    )
    return f"{act} {subject} {row.subject_id or ''}".strip()


def reason(row: AuditRow) -> str:
    return str(DECISION_REASONS.get(row.reason, row.reason))
