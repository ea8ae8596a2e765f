from community.fans.profiles.views import directory, own_page, showing, tying
from community.kernel.room import get, post

ROUTES = [
    get("/@<handle>", showing.show, name="profile"),
    get("/@<handle>/card", showing.card),
    post("/@<handle>/following", tying.follow, "ties.use", limit="write"),
    post("/@<handle>/following/removal", tying.stop, "ties.use", limit="write"),
    post("/@<handle>/block", tying.block, "ties.use", limit="write"),
    post("/@<handle>/block/removal", tying.unblock, "ties.use", limit="write"),
    get("/people", directory.people),
    get("/settings/page", own_page.show, "profiles.read_own", name="own_page"),
    post("/settings/page", own_page.change, "profiles.change_own", limit="write", name="change_page"),
    post("/settings/page/cover", own_page.change_cover, "profiles.change_own", limit="write"),
    post("/settings/page/cover/removal", own_page.remove_cover, "profiles.change_own"),
    get("/settings/people", tying.mine, "profiles.read_own"),
]  # fmt: skip
