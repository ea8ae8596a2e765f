"""Joining with e-mail and password."""

from community.people import accounts, consent
from tests.cast import password_of
from tests.people.forms import link_in, submit, token_on

ADA = {
    "email": "Ada.New@Example.org",
    "password": "three odd green words",
    "handle": "Ada.New",
    "language": "de",
}


def join(browser, **changed):
    return submit(browser, "/sign-up", ADA | changed)


def body(mail):
    return mail.get_body(("plain",)).get_content()


def test_joining_makes_an_account_a_member_and_a_mail(client, work, mails):
    answer = join(client, purpose=["newsletter"])
    assert (answer.status_code, answer.location) == (303, "/sign-up/sent")
    account = accounts.find(handle="ada.new")
    assert (account.email, account.confirmed, account.language, account.name) == (
        "ada.new@example.org",
        False,
        "de",
        "Ada.New",
    )
    assert set(consent.in_force(account.member_id)) == {"service", "newsletter"}
    work()
    assert [mail["To"] for mail in mails()] == ["ada.new@example.org"]


def test_no_purpose_is_ticked_beforehand(client):
    assert "checked" not in client.get("/sign-up").text


def test_the_mailed_link_confirms_and_signs_in_where_one_joined(client, work, mails):
    join(client, next="/latest?page=2")
    work()
    path = link_in(body(mails()[0]), "/confirm/")
    assert "the address of <bdi>@ada.new</bdi>" in client.get(path).text
    answer = submit(client, path)
    assert (answer.status_code, answer.location) == (303, "/latest?page=2")
    assert accounts.find(handle="ada.new").confirmed
    assert client.get("/settings/account").status_code == 200


def test_the_mailed_link_confirms_but_does_not_sign_in_elsewhere(app, client, work, mails):
    join(client)
    work()
    elsewhere = app.test_client()
    answer = submit(elsewhere, link_in(body(mails()[0]), "/confirm/"))
    assert answer.location == "/sign-in"
    assert elsewhere.get("/settings/account").location.startswith("/sign-in")


def test_b15_a_scanner_that_opens_the_link_does_not_use_it_up(app, client, work, mails):
    join(client)
    work()
    path = link_in(body(mails()[0]), "/confirm/")
    for _scan in range(2):
        assert app.test_client().get(path).status_code == 200
    assert not accounts.find(handle="ada.new").confirmed
    assert submit(client, path).status_code == 303
    assert client.post(path).status_code == 400
    assert client.get(path).status_code == 410


def test_b20_an_address_that_is_taken_gets_the_same_answer_and_its_owner_a_mail(
    app, client, cast, work, mails
):
    owner = cast.fan
    answer = join(client, email=owner.email.upper())
    fresh = join(app.test_client(), email="fresh@example.org", handle="fresh.one")
    assert (
        (answer.status_code, answer.location)
        == (fresh.status_code, fresh.location)
        == (303, "/sign-up/sent")
    )
    assert accounts.find(handle="ada.new") is None
    work()
    to_owner = next(mail for mail in mails() if mail["To"] == owner.email)
    assert "/confirm/" not in body(to_owner) and "tried to join" in body(to_owner)


def test_a_refused_form_keeps_what_was_typed(client):
    answer = join(client, password="short", handle="ada new")
    assert answer.status_code == 422
    assert "Ada.New@Example.org" in answer.text and "three odd" not in answer.text


def test_weak_passwords_are_refused_with_what_to_do(app):
    for password in (
        "short",
        "password123",
        "1234567890",
        "aaaaaaaaaaaa",
        "ada.new@example.org",
        "qwertyuiop",
    ):
        answer = join(app.test_client(), password=password)
        assert answer.status_code == 422, password
    assert accounts.find(handle="ada.new") is None


def test_l6_reserved_handles_are_refused(app):
    for handle in (
        "new",
        "me",
        "api",
        "..",
        "null",
        "admin",
        "sign-in",
        "Moderator",
        "a",
        "x" * 31,
        "a..b",
        ".ab",
        "ab-",
    ):
        assert join(app.test_client(), handle=handle).status_code == 422, handle


def test_l1_look_alikes_of_the_house_and_of_others_are_refused(app, cast):
    assert cast.moderator.handle == "mats"
    for handle in ("adm1n", "a.d.m.i.n", "аdmin", "ａdmin", "rnats", "m-a-t-s", "MATS", "mаts"):
        assert join(app.test_client(), handle=handle).status_code == 422, handle


def test_l2_direction_marks_do_not_enter_a_handle_or_name(client, cast, sign_in):
    assert join(client, handle="ada\u202egnp").status_code == 422
    browser = sign_in(cast.fan)
    assert (
        submit(browser, "/settings/profile", {"name": "Ada\u202e\u2066 exe.gnp"}).status_code == 303
    )
    assert accounts.find(handle="ada").name == "Ada exe.gnp"


def test_c13_nobody_gives_themselves_a_role(client):
    extra = {
        "role": "admin",
        "roles": "admin",
        "roles_text": "admin",
        "is_admin": "1",
        "level": "4",
        "id": "77",
        "member_id": "1",
    }
    extra |= {
        "email_confirmed_at": "2020-01-01",
        "confirmed": "1",
        "claimed": "0",
        "created_at": "2001-01-01",
    }
    assert join(client, **extra).status_code == 303
    account = accounts.find(handle="ada.new")
    assert (
        account.roles == {"fan"}
        and account.level == 0
        and not account.confirmed
        and account.created_at.year > 2001
    )


def test_b31_passwords_are_kept_as_argon2id_and_long_ones_stay_distinct(client):
    long = "x1Y!" * 20
    join(client, password=long + "a")
    account = accounts.find(handle="ada.new")
    assert account.password_hash.startswith("$argon2id$") and long not in account.password_hash
    from community.people.accounts import passwords

    assert passwords.fits(long + "a", account.password_hash)
    assert not passwords.fits(long + "b", account.password_hash)
    four_kilobytes = "ab1!" * 1024
    assert not passwords.fits(four_kilobytes[:-1] + "?", passwords.hashed(four_kilobytes))


def test_b27_one_address_gets_at_most_five_mails_an_hour(app, work, mails):
    statuses = []
    for number in range(8):
        browser = app.test_client()
        opened = submit(
            browser,
            "/reset",
            {"email": "ada@fans.example"},
            environ_base={"REMOTE_ADDR": f"203.0.113.{number}"},
        )
        statuses.append(opened.status_code)
    assert statuses == [303] * 5 + [429] * 3


def test_b18_letters_that_only_look_alike_never_redirect_a_mail(app, cast, work, mails):
    owner = accounts.create(
        "mike", "Mike", email="mike@fans.example", password=password_of("mike"), confirmed=True
    )
    for number, typed in enumerate(
        (
            "mıke@fans.example",
            "miKe@fans.example",
            "mike@fanſ.example",
            "mike@fans.example.evil.example",
        )
    ):
        browser = app.test_client()
        submit(
            browser, "/reset", {"email": typed}, environ_base={"REMOTE_ADDR": f"203.0.113.{number}"}
        )
    work()
    assert {mail["To"] for mail in mails()} <= {owner.email}


def test_e6_a_megabyte_in_a_field_is_refused(app):
    for field in ("email", "password", "handle", "language", "next", "purpose"):
        answer = join(app.test_client(), **{field: "é" * 600_000})
        assert answer.status_code in (413, 422) or (
            field == "next" and answer.location == "/sign-up/sent"
        ), field


def test_e9_unreadable_characters_never_break_a_page(app):
    for field in ("email", "password", "handle", "language", "next"):
        for hostile in (
            "a%00b",
            "%ED%A0%80",
            "%C0%AF%FF",
            "%1B%5B31m",
            "%E2%80%A8",
            "%F4%90%80%80",
        ):
            browser = app.test_client()
            token = token_on(browser.get("/sign-up"))
            body = f"csrf_token={token}&{field}={hostile}&password=three+odd+green+words"
            answer = browser.post(
                "/sign-up", data=body, content_type="application/x-www-form-urlencoded"
            )
            assert answer.status_code in (400, 422), (field, hostile)
