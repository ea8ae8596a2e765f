from community.kernel.room import get, post
from community.staff.moderation.views import decisions, flags, log, queue

ROUTES = [
    get("/flags/new", flags.new, "moderation.flag", name="new_flag"),
    post("/flags", flags.create, "moderation.flag", name="flag", limit="flag"),
    get("/staff", queue.home, "moderation.review"),
    get("/staff/review", queue.index, "moderation.review", name="queue"),
    get("/staff/review/<int:item_id>", queue.show, "moderation.review", name="item"),
    post("/staff/review/<int:item_id>/claim", queue.claim, "moderation.review"),
    post("/staff/review/<int:item_id>/decision", queue.decide, "moderation.review"),
    post(
        "/staff/decisions/<int:decision_id>/removal",
        decisions.undo,
        "moderation.review",
        name="undo",
    ),
    get("/staff/log", log.index, "moderation.review", name="log"),
    get(
        "/decisions/<int:decision_id>", decisions.show, "moderation.read_decision", name="decision"
    ),
    post(
        "/decisions/<int:decision_id>/appeal",
        decisions.appeal,
        "moderation.read_decision",
        limit="flag",
    ),
]
