from community.kernel.room import get, post
from community.staff.admin.views import accounts, boards, jobs, settings, start

ROUTES = [
    get("/admin", start.index, "admin.enter"),
    get("/admin/style", start.style, "admin.enter"),
    get("/admin/accounts", accounts.index, "admin.enter", name="accounts"),
    post("/admin/accounts/<int:account_id>/roles", accounts.grant, "admin.enter"),
    post("/admin/accounts/<int:account_id>/roles/removal", accounts.revoke, "admin.enter"),
    get("/admin/boards", boards.index, "admin.enter", name="boards"),
    get("/admin/boards/new", boards.new, "admin.enter", name="new_board"),
    post("/admin/boards", boards.create, "admin.enter", name="create_board"),
    get("/admin/boards/<int:board_id>", boards.edit, "admin.enter", name="board"),
    post("/admin/boards/<int:board_id>", boards.change, "admin.enter", name="change_board"),
    get("/admin/settings", settings.edit, "admin.enter", name="settings"),
    post("/admin/settings", settings.change, "admin.enter", name="change_settings"),
    get("/admin/jobs", jobs.index, "admin.enter", name="jobs"),
    post("/admin/jobs/revival", jobs.revive, "admin.enter"),
]
