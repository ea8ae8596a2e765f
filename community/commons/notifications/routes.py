from community.commons.notifications import views
from community.kernel.room import get, post

ROUTES = [
    get("/notifications", views.index, "notifications.read"),
    post("/notifications/readings", views.read_all, "notifications.read"),
    get("/notifications/<int:notification_id>/reason", views.reason, "notifications.read"),
    post("/notifications/<int:notification_id>/reason", views.lower, "notifications.read"),
    get("/settings/notifications", views.settings, "notifications.read"),
    post("/settings/notifications", views.change_settings, "notifications.read"),
    get("/unsubscribe/<token>", views.unsubscribe),
    post("/unsubscribe/<token>", views.stop_mails, "notifications.stop_mails", csrf=False),
]
