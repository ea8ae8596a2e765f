"""The pages and answers of the demo network."""

import secrets
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import Response, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from .issuer import CLIENT, MINUTE, Network

THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


def choose(network: Network) -> ResponseReturnValue:
    """Whom do you want to be?"""
    asked = asked_for(request.args)
    return render_template(
        "page.html", network=network, asked=asked, people=network.people.values()
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
