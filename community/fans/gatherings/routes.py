from community.kernel.room import get, post

from .views import answers, calendars, keeping, lists

ROUTES = [
    get("/gatherings", lists.coming),
    get("/gatherings/past", lists.over),
    get("/gatherings/mine", lists.own, "gatherings.own"),
    get("/gatherings/month/<month>", lists.month),
    get("/gatherings.ics", calendars.everybody),
    get("/gatherings/<int:thread_id>.ics", calendars.one),
    get("/gatherings/<int:thread_id>/change", keeping.edit, "gatherings.keep"),
    post("/gatherings/<int:thread_id>/change", keeping.change, "gatherings.keep", limit="write"),
    post("/gatherings/<int:thread_id>/cancellation", keeping.cancel, "gatherings.keep"),
    get("/gatherings/<int:thread_id>/answers", answers.people, "gatherings.own"),
    post("/gatherings/<int:thread_id>/answers", answers.answer, "gatherings.answer", limit="write"),
    get("/gatherings/<int:thread_id>/check-in", answers.check_in_page, "gatherings.own"),
    post(
        "/gatherings/<int:thread_id>/check-in", answers.check_in, "gatherings.answer", limit="write"
    ),
    get("/calendar/<token>.ics", calendars.personal),
    get("/settings/calendar", calendars.settings, "gatherings.own"),
    post("/settings/calendar", calendars.renew, "gatherings.own", name="renew_calendar"),
    post("/settings/calendar/removal", calendars.stop, "gatherings.own", name="stop_calendar"),
]
