"""The audit log: every act of staff, newest first."""

from flask import request
from flask.typing import ResponseReturnValue

from community.kernel import audit
from community.kernel.web import page
from community.people import accounts
from community.staff.moderation import decisions
from community.staff.moderation.wording import address, reason, wording

PAGE = 50


def index() -> ResponseReturnValue:
    before = request.args.get("before", "")
    rows = audit.latest(
        before_id=int(before) if before.isdecimal() and len(before) < 16 else None, limit=PAGE + 1
    )
    people = accounts.briefs({row.by_id for row in rows if row.by_id})
    undoable = decisions.in_force(
        {after["decision"] for row in rows if "decision" in (after := row.after or {})}
    )
    shown = [
        {
            "row": row,
            "by": people.get(row.by_id or 0),
            "text": wording(row),
            "url": address(row),
            "reason": reason(row),
            "undo": (row.after or {}).get("decision") in undoable,
        }
        for row in rows[:PAGE]
    ]
    older = f"/staff/log?before={rows[PAGE - 1].id}" if len(rows) > PAGE else ""
    return page("staff/moderation/log.html", rows=shown, older=older)
