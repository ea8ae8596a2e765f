"""The addresses of signing up and in, and of the account's settings."""

from community.kernel.room import get, post

from .views import entrances, identities, own_account, resets, sign_ups, socials

ROUTES = [
    get("/sign-in", entrances.sign_in_page),
    post("/sign-in", entrances.sign_in, "anybody", limit="sign-in"),
    get("/sign-in/link", socials.link_page, "accounts.own"),
    post("/sign-in/link", socials.link, "accounts.own", limit="write"),
    post("/sign-in/link/removal", socials.drop, "anybody"),
    get("/sign-in/<provider>", socials.provider_page),
    post("/sign-in/<provider>", socials.leave, "anybody", limit="write"),
    get("/sign-in/<provider>/return", socials.come_back, writes=True),
    get("/sign-in/<provider>/consent", socials.consent_page),
    post("/sign-in/<provider>/consent", socials.give_consent, "anybody", limit="write"),
    get("/sign-out", entrances.sign_out_page),
    post("/sign-out", entrances.sign_out, "anybody"),
    get("/sign-up", sign_ups.sign_up_page),
    post("/sign-up", sign_ups.sign_up, "anybody", limit="write"),
    get("/sign-up/sent", sign_ups.sent),
    get("/confirm/<secret>", sign_ups.confirm_page),
    post("/confirm/<secret>", sign_ups.confirm, "anybody", limit="write"),
    post("/settings/confirmation", sign_ups.send_again, "accounts.own"),
    get("/reset", resets.reset_page),
    post("/reset", resets.ask_reset, "anybody", limit="write"),
    get("/reset/sent", resets.reset_sent),
    get("/reset/<secret>", resets.new_password_page),
    post("/reset/<secret>", resets.new_password, "anybody", limit="write"),
    get("/settings/account", own_account.account_page, "accounts.own"),
    post("/settings/account", own_account.change_account, "accounts.own"),
    post("/settings/email", own_account.change_email, "accounts.own"),
    get("/settings/email/<secret>", own_account.new_email_page),
    post("/settings/email/<secret>", own_account.new_email, "anybody", limit="write"),
    post("/settings/password", own_account.change_password, "accounts.own"),
    get("/settings/identities", identities.identities_page, "accounts.own"),
    post("/settings/identities/<int:identity_id>/removal", identities.unlink, "accounts.own"),
    get("/settings/sessions", own_account.sessions_page, "accounts.own"),
    post("/settings/sessions/removal", own_account.end_other_sessions, "accounts.own"),
    post("/settings/sessions/<int:sign_in_id>/removal", own_account.end_session, "accounts.own"),
]
