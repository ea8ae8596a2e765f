"""The addresses of one's own consents."""

from community.kernel.room import post

from . import views

ROUTES = [
    post("/me/consents/<purpose>", views.give, "consent.own"),
    post("/me/consents/<purpose>/removal", views.withdraw, "consent.own"),
]
