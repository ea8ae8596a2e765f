"""The first page of administration, and the style page."""

from flask.typing import ResponseReturnValue

from community.kernel import jobs
from community.kernel.room import house
from community.kernel.slots import AdminPage
from community.kernel.web import page


def index() -> ResponseReturnValue:
    return page(
        "staff/admin/index.html",
        pages=house().slots.of(AdminPage),
        waiting=jobs.waiting_count(),
        dead=len(jobs.dead_letters()),
    )


def style() -> ResponseReturnValue:
    return page("staff/admin/style.html")
