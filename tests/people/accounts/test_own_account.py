"""The settings of one's own account."""

from io import BytesIO

from PIL import Image

from community.kernel.db import db
from community.people import accounts, members
from tests.cast import password_of
from tests.people.forms import link_in, submit


def body(mail):
    return mail.get_body(("plain",)).get_content()


def signed_in(browser):
    return browser.get("/settings/account").status_code == 200


def picture(size=(900, 700)):
    kept = BytesIO()
    Image.new("RGB", size, "teal").save(kept, "PNG")
    return BytesIO(kept.getvalue())


def test_language_and_time_zone_are_kept(cast, sign_in):
    browser = sign_in(cast.fan)
    assert (
        submit(
            browser, "/settings/account", {"language": "nl", "timezone": "Europe/Amsterdam"}
        ).status_code
        == 303
    )
    db.session.expire_all()
    assert (cast.fan.language, cast.fan.timezone) == ("nl", "Europe/Amsterdam")
    assert (
        submit(
            browser, "/settings/account", {"language": "tlh", "timezone": "Mars/Olympus"}
        ).status_code
        == 422
    )


def test_b13_a_new_password_ends_every_other_session_and_renews_this_one(
    app, cast, sign_in, work, mails
):
    here, elsewhere = sign_in(cast.fan), sign_in(cast.fan)
    before = here.get_cookie("session").value
    fields = {"current": password_of("ada"), "password": "four quite new words"}
    assert submit(here, "/settings/account", fields, to="/settings/password").status_code == 303
    assert signed_in(here) and not signed_in(elsewhere)
    thief = app.test_client()
    thief.set_cookie("session", before)
    assert not signed_in(thief)
    work()
    assert "new password" in body(mails()[-1])


def test_a_new_password_needs_the_old_one(cast, sign_in):
    browser = sign_in(cast.fan)
    for current in ("", "wrong wrong wrong"):
        assert (
            submit(
                browser,
                "/settings/account",
                {"current": current, "password": "four quite new words"},
                to="/settings/password",
            ).status_code
            == 422
        )


def test_a_new_address_counts_once_it_is_proved_and_the_old_one_is_told(cast, sign_in, work, mails):
    browser = sign_in(cast.fan)
    submit(
        browser,
        "/settings/account",
        {"email": "new@fans.example", "current": password_of("ada")},
        to="/settings/email",
    )
    assert accounts.find(email="ada@fans.example").id == cast.fan.id
    work()
    path = link_in(body(mails()[-1]), "/settings/email/")
    assert "uses <bdi>new@fans.example</bdi>" in browser.get(path).text
    assert submit(browser, path).status_code == 303
    db.session.expire_all()
    assert (cast.fan.email, cast.fan.confirmed) == ("new@fans.example", True)
    work()
    assert [mail["To"] for mail in mails()] == ["new@fans.example", "ada@fans.example"]
    assert browser.post(path).status_code == 400 and browser.get(path).status_code == 410


def test_b20_a_new_address_that_is_taken_looks_the_same(cast, sign_in, work, mails):
    browser, taken = sign_in(cast.fan), cast.second_fan.email
    answer = submit(
        browser,
        "/settings/account",
        {"email": taken, "current": password_of("ada")},
        to="/settings/email",
    )
    assert (answer.status_code, answer.location) == (303, "/settings/account")
    work()
    assert "/settings/email/" not in body(mails()[-1])


def test_b16_a_reset_link_of_the_old_address_dies_with_it(app, cast, sign_in, work, mails):
    submit(app.test_client(), "/reset", {"email": "ada@fans.example"})
    browser = sign_in(cast.fan)
    submit(
        browser,
        "/settings/account",
        {"email": "new@fans.example", "current": password_of("ada")},
        to="/settings/email",
    )
    work()
    reset, change = (
        link_in(body(mail), path)
        for mail, path in zip(
            sorted(mails(), key=lambda mail: mail["To"]),
            ("/reset/", "/settings/email/"),
            strict=True,
        )
    )
    submit(browser, change)
    assert app.test_client().get(reset).status_code == 410


def test_the_profile_is_the_fans_own_word(cast, sign_in):
    browser = sign_in(cast.fan)
    fields = {
        "name": "آدا",
        "about": "I *ski*. <script>alert(1)</script>",
        "place": "Bergen",
        "website": "ada.example",
    }
    assert submit(browser, "/settings/profile", fields).status_code == 303
    db.session.expire_all()
    assert (cast.fan.name, cast.fan.place, cast.fan.website) == (
        "آدا",
        "Bergen",
        "https://ada.example",
    )
    assert "<em>ski</em>" in cast.fan.about_html and "<script" not in cast.fan.about_html
    told = members.winners(cast.fan.member_id)
    assert (told["place"].value, told["place"].method) == ("Bergen", "declared")
    submit(browser, "/settings/profile", fields | {"place": ""})
    assert "place" not in members.winners(cast.fan.member_id)


def test_websites_are_web_addresses(cast, sign_in):
    browser = sign_in(cast.fan)
    for website in (
        "javascript:alert(1)",
        "data:text/html,x",
        'https://x.example/"onmouseover="',
        "https://user@evil.example",
        "nowhere",
        "https://[bad",
    ):
        assert (
            submit(browser, "/settings/profile", {"name": "Ada", "website": website}).status_code
            == 422
        ), website


def test_a_face_is_made_small_and_new_and_the_old_one_goes(app, cast, sign_in, work):
    browser, storage = sign_in(cast.fan), app.extensions["storage"]
    submit(
        browser,
        "/settings/profile",
        {"name": "Ada", "picture": (picture(), "../../x.png")},
        content_type="multipart/form-data",
    )
    db.session.expire_all()
    first = cast.fan.avatar_key
    with Image.open(storage.get(f"media/{first}")) as kept:
        assert kept.format == "WEBP" and max(kept.size) == 256
    served = app.test_client().get(cast.fan.avatar_url)
    assert served.status_code == 200 and served.mimetype == "image/webp"
    submit(
        browser,
        "/settings/profile",
        {"name": "Ada", "picture": (picture((300, 300)), "y.png")},
        content_type="multipart/form-data",
    )
    work()
    assert not storage.exists(f"media/{first}")
    submit(browser, "/settings/profile", to="/settings/profile/picture/removal")
    db.session.expire_all()
    assert cast.fan.avatar_url is None


def test_a10_a_face_that_is_no_picture_is_refused(cast, sign_in):
    browser = sign_in(cast.fan)
    for content in (
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html>",
        b"GIF89a<script>",
        b"",
    ):
        answer = submit(
            browser,
            "/settings/profile",
            {"name": "Ada", "picture": (BytesIO(content), "a.png")},
            content_type="multipart/form-data",
        )
        assert answer.status_code == 422, content
    db.session.expire_all()
    assert cast.fan.avatar_key is None


def test_c13_the_profile_form_changes_nothing_else(cast, sign_in):
    extra = {
        "handle": "boss",
        "roles_text": "admin",
        "level": "4",
        "email": "x@evil.example",
        "title": "CEO",
        "id": "9",
        "member_id": "1",
        "claimed": "",
    }
    before = (
        cast.fan.handle,
        cast.fan.roles_text,
        cast.fan.level,
        cast.fan.email,
        cast.fan.title,
        cast.fan.member_id,
    )
    browser = sign_in(cast.fan)
    submit(browser, "/settings/profile", {"name": "Ada", **extra})
    submit(browser, "/settings/account", {"language": "en", **extra})
    db.session.expire_all()
    assert (
        cast.fan.handle,
        cast.fan.roles_text,
        cast.fan.level,
        cast.fan.email,
        cast.fan.title,
        cast.fan.member_id,
    ) == before


def test_e6_every_field_has_an_end(cast, sign_in):
    browser = sign_in(cast.fan)
    for field in ("name", "about", "place", "website"):
        for length in (3_000, 1_000_000):
            assert submit(
                browser, "/settings/profile", {"name": "Ada", field: "a" * length}
            ).status_code in (413, 422), (field, length)
    assert submit(browser, "/settings/profile", {"name": "😀" * 61}).status_code == 422


def test_settings_are_for_who_is_signed_in(client):
    for page in ("profile", "account", "identities", "sessions", "privacy"):
        answer = client.get(f"/settings/{page}")
        assert (answer.status_code, answer.location) == (303, f"/sign-in?next=/settings/{page}")
