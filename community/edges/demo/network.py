"""A small OpenID Connect issuer of invented people, so that social sign-in can be tried without any real network.

    python -m community.edges.demo.network --port 8001

It runs beside the demo on this machine only: one chooses whom to be, nobody is asked for a password.
"""

import secrets
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import click
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import Flask, Response, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

from community import paths

CONTENT = Path(__file__).with_name("content") / "network.toml"
THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}
CLIENT = "konektor-demo"
MINUTE = 60


@dataclass
class Network:
    """What the process keeps in memory: its key, its people, and the codes and tokens it gave out."""

    issuer: str
    name: str
    people: dict[str, dict[str, Any]]
    key: RSAKey = field(
        default_factory=lambda: RSAKey.generate_key(
            2048, parameters={"kid": secrets.token_hex(8), "use": "sig"}
        )
    )
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def code_for(self, subject: str, asked: dict[str, str]) -> str:
        code = secrets.token_urlsafe(24)
        self.codes[code] = {**asked, "subject": subject, "until": time.time() + MINUTE}
        return code

    def id_token(self, subject: str, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 5 * MINUTE,
            "nonce": nonce,
        }
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)


def create_network(issuer: str) -> Flask:
    """The issuer as an application of its own; it shares nothing with the community."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    people = {person["subject"]: person for person in content["person"]}
    app = Flask("network", template_folder=str(paths.TEMPLATES), static_folder=None)
    app.extensions["network"] = network = Network(issuer.rstrip("/"), content["name"], people)
    app.add_url_rule(
        "/.well-known/openid-configuration",
        view_func=lambda: jsonify(description(network)),
        endpoint="description",
    )
    app.add_url_rule(
        "/jwks",
        view_func=lambda: jsonify({"keys": [network.key.as_dict(private=False)]}),
        endpoint="jwks",
    )
    app.add_url_rule("/authorize", view_func=lambda: choose(network), endpoint="choose")
    app.add_url_rule(
        "/authorize", view_func=lambda: send_back(network), methods=["POST"], endpoint="send_back"
    )
    app.add_url_rule(
        "/token", view_func=lambda: exchange(network), methods=["POST"], endpoint="token"
    )
    app.add_url_rule("/userinfo", view_func=lambda: tell(network), endpoint="userinfo")
    return app


def description(network: Network) -> dict[str, Any]:
    return {
        "issuer": network.issuer,
        **{
            f"{name}_endpoint": f"{network.issuer}/{place}"
            for name, place in (
                ("authorization", "authorize"),
                ("token", "token"),
                ("userinfo", "userinfo"),
            )
        },
        "jwks_uri": f"{network.issuer}/jwks",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "scopes_supported": ["openid", "profile", "email"],
    }


def choose(network: Network) -> ResponseReturnValue:
    """Whom do you want to be?"""
    asked = asked_for(request.args)
    return render_template(
        "edges/demo/network.html", network=network, asked=asked, people=network.people.values()
    )


def send_back(network: Network) -> ResponseReturnValue:
    asked = asked_for(request.form)
    subject = request.form.get("subject", "")
    if subject in network.people:
        answer = {"code": network.code_for(subject, asked), "iss": network.issuer}
    else:
        answer = {"error": "access_denied", "error_description": "Nobody was chosen."}
    joint = "&" if urlsplit(asked["redirect_uri"]).query else "?"
    return redirect(
        asked["redirect_uri"] + joint + urlencode({**answer, "state": asked["state"]}), 303
    )


def asked_for(said: Any) -> dict[str, str]:
    """The request of the community; it may only lead back to this machine."""
    asked = {
        name: said.get(name, "")
        for name in (
            "client_id",
            "redirect_uri",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
        )
    }
    back = urlsplit(asked["redirect_uri"])
    if (
        asked["client_id"] != CLIENT
        or back.scheme not in ("http", "https")
        or back.hostname not in THIS_MACHINE
    ):
        abort(400, "Only the demo on this machine may ask here.")
    if not asked["code_challenge"] or asked["code_challenge_method"] != "S256":
        abort(400, "PKCE with S256 is needed.")
    return asked


def exchange(network: Network) -> ResponseReturnValue:
    given = network.codes.pop(request.form.get("code", ""), None)
    proof = create_s256_code_challenge(request.form.get("code_verifier", ""))
    if given is None or given["until"] < time.time() or given["code_challenge"] != proof:
        return jsonify(error="invalid_grant"), 400
    if (
        request.form.get("redirect_uri") != given["redirect_uri"]
        or request.form.get("client_id") != CLIENT
    ):
        return jsonify(error="invalid_grant"), 400
    token = secrets.token_urlsafe(24)
    network.tokens[token] = given["subject"]
    signed = network.id_token(given["subject"], given["nonce"])
    answer = jsonify(
        {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": 5 * MINUTE,
            "id_token": signed,
        }
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def tell(network: Network) -> ResponseReturnValue:
    person = network.people.get(
        network.tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "), "")
    )
    if person is None:
        return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
    said = {
        name: value for name, value in person.items() if name not in ("subject", "note", "locality")
    }
    said |= {"address": {"locality": person["locality"]}} if "locality" in person else {}
    return jsonify(sub=person["subject"], **said)


@click.command()
@click.option(
    "--port", default=8001, show_default=True, help="Where it listens, on this machine only."
)
def main(port: int) -> None:
    """Run the network of invented people until it is stopped."""
    server = make_server(
        "127.0.0.1", port, create_network(f"http://127.0.0.1:{port}"), threaded=True
    )
    click.echo(f"The demo network listens at http://127.0.0.1:{port}")
    server.serve_forever()


if __name__ == "__main__":
    main()
