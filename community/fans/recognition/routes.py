from community.fans.recognition.views import badges, leaderboard, levels
from community.kernel.room import get, post

ROUTES = [
    get("/levels", levels.explain),
    get("/settings/level", levels.own, "recognition.own"),
    post("/people/<int:account_id>/level", levels.put, "recognition.grant"),
    post("/people/<int:account_id>/level/removal", levels.free, "recognition.grant"),
    get("/badges", badges.index),
    get("/badges/<slug>", badges.show),
    post("/badges/<slug>/holders", badges.grant, "recognition.grant"),
    post("/badges/<slug>/holders/<int:grant_id>/removal", badges.revoke, "recognition.grant"),
    get("/leaderboard", leaderboard.show, name="leaderboard"),
    post("/leaderboard/departure", leaderboard.leave, "recognition.leave"),
    post("/leaderboard/departure/removal", leaderboard.take_part, "recognition.leave"),
]
