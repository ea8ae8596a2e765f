"""One attempt to sign in with a provider: out with state, nonce and PKCE, back with who it is."""

import secrets
import time
from collections.abc import Mapping
from typing import Any

from authlib.common.security import generate_token

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

from . import asking, id_tokens
from .profiles import Profile, profile_of
from .schema import Provider

LASTS = 600  # seconds


class AttemptUnknown(Refusal):
    status = 400
    sentence = _l(
        "This way back belongs to another browser, was used already or is too old. Begin again from the sign-in page."
    )


class AttemptDenied(Refusal):
    status = 400
    sentence = _l(
        "You did not go on at %(provider)s, so nothing was taken over. Try again, or sign in another way."
    )


def begin(provider: Provider, redirect_uri: str) -> tuple[str, dict[str, Any]]:
    """Where to send the browser, and what only this browser keeps until it is back."""
    attempt = {
        "provider": provider.name, "state": secrets.token_urlsafe(32), "nonce": secrets.token_urlsafe(32),
        "verifier": generate_token(64) if provider.pkce else "", "at": int(time.time()),
    }  # fmt: skip
    parameters = {"state": attempt["state"], **provider.authorize_parameters}
    if provider.pkce:
        parameters["code_verifier"] = attempt["verifier"]
    if provider.kind == "oidc" and provider.nonce:
        parameters["nonce"] = attempt["nonce"]
    with asking.failing_kindly(provider):
        endpoint = asking.metadata(provider)["authorization_endpoint"]
        url, _state = asking.client(provider, redirect_uri).create_authorization_url(
            endpoint, **parameters
        )
    return url, attempt


def finish(
    provider: Provider,
    attempt: Mapping[str, Any] | None,
    answer: Mapping[str, str],
    redirect_uri: str,
) -> tuple[str, Profile]:
    """The issuer and who it says it is; raises AttemptUnknown, AttemptDenied or ProviderFailed."""
    if answer.get("error"):
        raise AttemptDenied(provider=provider.label)
    if not attempt or attempt["provider"] != provider.name or time.time() - attempt["at"] > LASTS:
        raise AttemptUnknown()
    if not secrets.compare_digest(str(attempt["state"]).encode(), answer.get("state", "").encode()):
        raise AttemptUnknown()
    with asking.failing_kindly(provider):
        return _exchanged(provider, attempt, answer, redirect_uri)


def _exchanged(
    provider: Provider, attempt: Mapping[str, Any], answer: Mapping[str, str], redirect_uri: str
) -> tuple[str, Profile]:
    described = asking.metadata(provider)
    if answer.get("iss", described["issuer"]) != described["issuer"]:
        raise ValueError("another issuer answered")
    if (
        described.get("authorization_response_iss_parameter_supported") is True
        and "iss" not in answer
    ):
        raise ValueError("the issuer did not say who it is")
    proof = {"code_verifier": attempt["verifier"]} if provider.pkce else {}
    session = asking.client(provider, redirect_uri)
    token = dict(
        session.fetch_token(
            described["token_endpoint"],
            code=answer["code"],
            grant_type="authorization_code",
            **proof,
        )
    )
    if provider.kind == "oauth2":
        return provider.issuer, profile_of(
            provider, asking.said_of_themselves(provider, token, redirect_uri)
        )
    claims = id_tokens.claims_of(provider, token, attempt["nonce"])
    return described["issuer"], profile_of(
        provider, _joined(claims, asking.said_of_themselves(provider, token, redirect_uri))
    )


def _joined(claims: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """The id token with what userinfo adds; an address and whether it is proved come from one mouth."""
    if not said:
        return claims
    if said.get("sub") != claims["sub"]:
        raise ValueError("userinfo speaks of somebody else")
    if "email" in said:
        claims = {name: value for name, value in claims.items() if name != "email_verified"}
    return {**claims, **said}
