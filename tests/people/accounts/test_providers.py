"""The provider table and what it makes of profiles."""

import hashlib
import hmac
import json
from pathlib import Path

import pytest
import requests

from community.app import create_app
from community.config import Config, ConfigError
from community.people import members
from community.people.accounts.providers import BadProviders, asking, flows, profile_of, tables
from community.people.accounts.providers.profiles import NoSubject

PROFILES = Path(__file__).parents[4] / "shared/data/oauth-profiles"
GITHUB = {
    "id": 7,
    "login": "elin",
    "name": "Elin",
    "email": "public@fans.example",
    "location": "Tromsø",
    "blog": "elin.example",
}


@pytest.fixture
def table():
    return tables.load(Config())


def written(tmp_path, toml, **settings):
    file = tmp_path / "providers.toml"
    file.write_text(toml, encoding="utf-8")
    return tables.load(Config(providers=file, **settings))


def test_nothing_is_offered_without_a_client_id(table):
    assert not any(each.enabled for each in table.values())


def test_the_operators_file_is_laid_over_key_by_key(tmp_path):
    loaded = written(
        tmp_path,
        '[google]\nclient_id = "a"\nclient_secret = "b"\n[google.fields.name]\nuses = ["show"]\n',
    )
    google = loaded["google"]
    assert (
        google.enabled
        and google.fields["name"].uses == ("show",)
        and google.fields["name"].from_ == ("name", "given_name")
    )
    assert google.fields["email"].uses == ("segment", "export", "message")


def test_any_issuer_may_be_added_as_often_as_one_likes(tmp_path):
    toml = "\n".join(
        f'[shop{n}]\nlike="oidc"\nlabel="Shop {n}"\nissuer="https://login{n}.example"\nclient_id="a"\nclient_secret="b"'
        for n in (1, 2)
    )
    loaded = written(tmp_path, toml)
    assert [loaded[name].issuer for name in ("shop1", "shop2")] == [
        "https://login1.example",
        "https://login2.example",
    ]


MISTAKES = {
    "an unknown key": (
        '[google]\nclient_id = "a"\nclient_secret = "b"\nclientid = "c"\n',
        "line 4",
    ),
    "an unknown use": (
        '[google]\n\n[google.fields.name]\nfrom = ["name"]\nuses = ["sell"]\n',
        "line 5",
    ),
    "no secret": ('[google]\nclient_id = "a"\n', "client_secret is missing"),
    "no table": ('google = "a"\n', "line 1"),
    "plain http": (
        '[shop]\nlike = "oidc"\nlabel = "Shop"\nissuer = "http://login.example"\n',
        "https",
    ),
    "a stranger as loopback": (
        '[shop]\nlike = "oidc"\nlabel = "S"\nissuer = "http://evil.example"\nloopback = ["evil.example"]\n',
        "this machine",
    ),
    "a nameless network": ('[shop]\nkind = "oauth2"\n', "label"),
}


@pytest.mark.parametrize(("toml", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path, toml, says):
    with pytest.raises(BadProviders) as refused:
        written(tmp_path, toml)
    assert "KONEKTOR_PROVIDERS" in str(refused.value) and says in str(refused.value)


def test_no_secret_stands_in_an_error(tmp_path):
    with pytest.raises(BadProviders) as refused:
        written(
            tmp_path,
            '[google]\nclient_id = "a"\nclient_secret = "a very secret word"\nkind = "saml"\n',
        )
    assert "a very secret word" not in str(refused.value)


def test_d1_a_loopback_issuer_is_refused_on_a_public_community(tmp_path):
    toml = '[dev]\nlike="oidc"\nlabel="Dev"\nissuer="http://127.0.0.1:9000"\nloopback=["127.0.0.1:9000"]\nclient_id="a"\nclient_secret="b"\n'
    assert written(tmp_path, toml)["dev"].enabled
    with pytest.raises(BadProviders, match="loopback"):
        written(tmp_path, toml, base_url="https://community.example")


def test_the_demo_network_is_offered_only_where_the_demo_runs(tmp_path):
    assert tables.load(Config(demo=True))["fjordbook"].issuer == "http://127.0.0.1:8001"
    assert "fjordbook" not in tables.load(Config())
    assert "fjordbook" not in tables.load(Config(demo=True, base_url="https://community.example"))


def test_each_field_of_a_network_says_what_it_may_be_used_for(app):
    assert members.uses_of("google", "picture") == ("show",)
    assert members.uses_of("google", "email") == ("segment", "export", "message")
    assert members.uses_of("google", "shoe_size") == ()
    assert members.uses_of("fan", "anything") == members.ALL_USES
    assert members.uses_of("a listening post", "anything") == ("show", "segment")


def test_claims_become_our_fields(table):
    said = {
        "sub": 12,
        "name": "  Elin\u202e\n Haugen ",
        "email": "Elin@Fans.Example",
        "email_verified": True,
        "locale": "de_AT",
        "picture": "javascript:x",
    }
    found = profile_of(table["google"], said)
    assert found.subject == "12" and found.email_verified
    assert found.values == {"name": "Elin Haugen", "email": "elin@fans.example", "language": "de"}


@pytest.mark.parametrize(
    "said",
    [None, [], "x", {}, {"sub": ""}, {"sub": None}, {"sub": True}, {"sub": {}}, {"sub": [[]]}],
)
def test_who_says_not_who_they_are_is_nobody(table, said):
    with pytest.raises(NoSubject):
        profile_of(table["google"], said)


def test_facebook_never_proves_an_address(table):
    said = {
        "id": "1",
        "name": "Elin",
        "email": "elin@fans.example",
        "email_verified": True,
        "picture": {"data": {"url": "https://x.example/y.jpg"}},
    }
    found = profile_of(table["facebook"], said)
    assert not found.email_verified and found.values["picture"] == "https://x.example/y.jpg"


class Answers:
    """A session that answers from a table; it stands for the network alone."""

    def __init__(self, bodies):
        self.bodies, self.asked = bodies, []

    def fetch_token(self, url, **_):
        return {"access_token": "t"}

    def get(self, url, params=None, **_):
        self.asked.append((url, params))
        answer = requests.Response()
        answer.status_code, answer._content = (
            self.bodies[url]
            if isinstance(self.bodies[url], tuple)
            else (200, json.dumps(self.bodies[url]).encode())
        )
        return answer


def back_from(provider, bodies, monkeypatch):
    session = Answers(bodies)
    monkeypatch.setattr(asking, "client", lambda *_, **__: session)
    _url, attempt = (
        "",
        {"provider": provider.name, "state": "s", "nonce": "", "verifier": "", "at": 9e12},
    )
    return flows.finish(provider, attempt, {"state": "s", "code": "c"}, "https://x.example/return")[
        1
    ], session


@pytest.mark.parametrize(
    ("emails", "address", "proved"),
    [
        (
            [
                {"email": "a@x.example", "verified": True, "primary": False},
                {"email": "b@x.example", "verified": True, "primary": True},
            ],
            "b@x.example",
            True,
        ),
        (
            [
                {"email": "a@x.example", "verified": True, "primary": False},
                {"email": "b@x.example", "verified": False, "primary": True},
            ],
            "a@x.example",
            True,
        ),
        ([{"email": "b@x.example", "verified": False, "primary": True}], None, False),
        ([{"email": "b@x.example", "verified": "true", "primary": True}], None, False),
        ([], None, False),
        ((403, b"{}"), None, False),
    ],
)
def test_github_tells_its_proved_addresses_apart(table, monkeypatch, app, emails, address, proved):
    bodies = {"https://api.github.com/user": GITHUB, "https://api.github.com/user/emails": emails}
    found, _session = back_from(table["github"], bodies, monkeypatch)
    assert (found.values.get("email"), found.email_verified) == (address, proved)
    assert found.subject == "7" and found.values["website"] == "https://elin.example"


def test_facebook_calls_are_signed(table, monkeypatch, app):
    facebook = table["facebook"].model_copy(update={"client_secret": "secret"})
    _found, session = back_from(
        facebook, {facebook.userinfo_url: {"id": "1", "name": "Elin"}}, monkeypatch
    )
    assert session.asked[0][1] == {
        "appsecret_proof": hmac.new(b"secret", b"t", hashlib.sha256).hexdigest()
    }


@pytest.mark.skipif(not PROFILES.is_dir(), reason="the shared data folder is absent")
@pytest.mark.parametrize("name", ["google", "github", "facebook", "discord"])
def test_what_networks_really_answered_is_mapped(table, name):
    mapped = 0
    for file in sorted(PROFILES.glob(f"{name}*.json")):
        for each in json.loads(file.read_text(encoding="utf-8")):
            try:
                found = profile_of(table[name], each["json"])
            except NoSubject:
                assert (
                    each["kind"] != "profile"
                    or not isinstance(each["json"], dict)
                    or table[name].subject[0] not in each["json"]
                )
            else:
                assert found.subject and all(
                    isinstance(value, str) and value for value in found.values.values()
                )
                mapped += 1
    assert mapped


@pytest.mark.skipif(not PROFILES.is_dir(), reason="the shared data folder is absent")
def test_no_object_of_any_network_breaks_the_generic_entry(table):
    objects = [
        each["json"]
        for file in PROFILES.glob("*.json")
        for each in json.loads(file.read_text(encoding="utf-8"))
    ]
    assert len(objects) > 300
    for said in objects:
        for provider in table.values():
            try:
                profile_of(provider, said)
            except NoSubject:
                continue


def test_k23_a_bad_table_stops_the_start_with_its_line(tmp_path):
    file = tmp_path / "providers.toml"
    file.write_text('[google]\nclient_id = "a"\n')
    with pytest.raises(ConfigError, match="line 1"):
        create_app(Config(data=tmp_path, providers=file, testing=True))
