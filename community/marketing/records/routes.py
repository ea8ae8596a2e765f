from community.kernel.room import get
from community.marketing.records import views

ROUTES = [
    get("/marketing/members", views.index, "records.read", name="members"),
    get("/marketing/members/<int:member_id>", views.show, "records.read", name="member"),
]
