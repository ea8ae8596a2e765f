"""The addresses of one's own record."""

from community.kernel.room import get, post

from . import views

ROUTES = [
    get("/me/record", views.own_record, "members.own"),
    post("/me/record", views.declare, "members.own"),
    get("/me/record/timeline", views.own_timeline, "members.own"),
    get("/me/record/<field>", views.correction, "members.own"),
    post("/me/record/<field>", views.correct, "members.own"),
    post("/me/record/facts/<int:fact_id>/removal", views.withdraw_fact, "members.own"),
    get("/settings/privacy", views.privacy, "members.own"),
]
