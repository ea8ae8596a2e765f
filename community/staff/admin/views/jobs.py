"""Work that failed for good, and another try for it."""

from flask import flash
from flask.typing import ResponseReturnValue

from community.kernel import jobs
from community.kernel.i18n import ngettext
from community.kernel.web import page, see_other


def index() -> ResponseReturnValue:
    return page("staff/admin/jobs.html", dead=jobs.dead_letters(), waiting=jobs.waiting_count())


def revive() -> ResponseReturnValue:
    number = jobs.revive()
    flash(
        ngettext("%(num)d job gets another try.", "%(num)d jobs get another try.", number), "good"
    )
    return see_other("/admin/jobs")
