"""Acts of the audit log as people say them."""

from community.kernel.audit import AuditRow
from community.kernel.i18n import lazy_gettext as _l
from community.people import consent
from community.staff.moderation.reasons import DECISION_REASONS

ACTS = {
    "review.hide": _l("hid"),
    "review.keep": _l("left in place"),
    "review.approve": _l("approved"),
    "review.reject": _l("rejected"),
    "review.grant": _l("granted"),
    "review.stand": _l("turned down"),
    "post.edit": _l("edited"),
    "review.undo": _l("took back a decision on"),
    "post.hide": _l("hid"),
    "post.restore": _l("brought back"),
    "post.approve": _l("approved"),
    "post.delete": _l("deleted"),
    "thread.hide": _l("hid"),
    "thread.restore": _l("brought back"),
    "thread.close": _l("closed"),
    "thread.reopen": _l("reopened"),
    "thread.pin": _l("pinned"),
    "thread.unpin": _l("unpinned"),
    "thread.move": _l("moved"),
    "thread.merge": _l("merged"),
    "thread.part": _l("took posts out of"),
    "thread.time": _l("set a timer for"),
    "thread.untime": _l("stopped the timer of"),
    "thread.slow": _l("changed the pace of"),
    "idea.decide": _l("decided the idea"),
    "product.add": _l("added"),
    "product.rename": _l("renamed"),
    "gathering.change": _l("changed"),
    "gathering.cancel": _l("called off"),
    "article.publish": _l("published"),
    "board.create": _l("opened"),
    "board.change": _l("changed"),
    "account.suspend": _l("suspended"),
    "account.lift": _l("lifted the suspension of"),
    "role.grant": _l("gave a role to"),
    "role.revoke": _l("took a role from"),
    "level.put": _l("decided the level of"),
    "level.free": _l("let counting decide the level of"),
    "badge.grant": _l("gave a badge to"),
    "badge.revoke": _l("took a badge from"),
    "brand.change": _l("changed the brand of"),
    "settings.change": _l("changed the settings of"),
    "link.create": _l("made"),
    "link.retire": _l("retired"),
    "members.export": _l("exported members as"),
}

SUBJECTS = {
    "post": _l("post"),
    "appeal": _l("appeal"),
    "thread": _l("thread"),
    "message": _l("private message"),
    "account": _l("account"),
    "member": _l("member"),
    "site": _l("the community"),
    "export": _l("export"),
    "board": _l("board"),
    "product": _l("product"),
    "link": _l("link"),
}

REASONS = {
    **DECISION_REASONS,
    "flags": _l("The reports together weighed enough."),
    **{slug: each.title for slug, each in consent.PURPOSES.items()},
}


def wording(row: AuditRow) -> str:
    """`hid post 12`: an act without words of its own is shown by its name."""
    act, subject = (
        ACTS.get(row.action, row.action),
        SUBJECTS.get(row.subject_kind, row.subject_kind),
    )
    return f"{act} {subject} {row.subject_id or ''}".strip()


def address(row: AuditRow) -> str:
    """Where its subject is found; empty for what has no page."""
    places = {"post": "/posts/%d", "thread": "/t/%d", "member": "/marketing/members/%d"}
    place = places.get(row.subject_kind, "") if row.subject_id else ""
    return place % row.subject_id if place else ""


def decided(action: str) -> str:
    """`hid`, for an action of the queue."""
    return str(ACTS[f"review.{action}"])


def reason(row: AuditRow) -> str:
    return str(REASONS.get(row.reason, row.reason))
