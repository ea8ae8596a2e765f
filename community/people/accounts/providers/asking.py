"""Speak with a provider behind the guard: every failure of theirs is one kind refusal of ours."""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from flask import current_app
from joserfc.errors import JoseError

from community.kernel import http
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

from .schema import Provider

SECONDS = 8.0
KEPT_FOR = 3600


class ProviderFailed(Refusal):
    status = 502
    sentence = _l(
        "%(provider)s did not answer as it should. Try again in a few minutes, or sign in another way."
    )


def places(provider: Provider) -> frozenset[tuple[str, int]]:
    """Addresses of this machine that this provider, and no other, may be asked at."""
    parts = [urlsplit(f"http://{each}") for each in provider.loopback]
    return frozenset((part.hostname or "", part.port or 80) for part in parts)


@contextmanager
def failing_kindly(provider: Provider) -> Iterator[None]:
    """Down, slow, HTML instead of JSON, another shape: all the same to the reader."""
    try:
        yield
    except (
        AuthlibBaseError,
        JoseError,
        requests.RequestException,
        http.FetchFailed,
        http.FetchRefused,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        current_app.logger.warning(
            "sign-in with %s failed: %s", provider.name, type(error).__name__
        )
        raise ProviderFailed(provider=provider.label) from error


def client(
    provider: Provider, redirect_uri: str, token: dict[str, Any] | None = None
) -> OAuth2Session:
    session = OAuth2Session(
        provider.client_id, provider.client_secret, scope=" ".join(provider.scopes), redirect_uri=redirect_uri, token=token,
        token_endpoint_auth_method=provider.client_auth, code_challenge_method="S256" if provider.pkce else None,
    )  # fmt: skip
    return http.guard(session, places(provider), seconds=SECONDS)


def metadata(provider: Provider) -> dict[str, Any]:
    """The issuer's own description, kept for an hour; for oauth2 the table's."""
    if provider.kind == "oauth2":
        return {
            "issuer": provider.issuer, "authorization_endpoint": provider.authorize_url,
            "token_endpoint": provider.token_url, "userinfo_endpoint": provider.userinfo_url,
        }  # fmt: skip
    found = kept(provider, "metadata", f"{provider.issuer}/.well-known/openid-configuration")
    if str(found["issuer"]).rstrip("/") != provider.issuer:
        raise ValueError("the issuer calls itself something else")
    for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"):
        _check_address(provider, str(found.get(name, "https://none.example")))
    return found


def keys(provider: Provider, *, anew: bool = False) -> dict[str, Any]:
    return kept(provider, "keys", str(metadata(provider)["jwks_uri"]), anew=anew)


def kept(provider: Provider, what: str, address: str, *, anew: bool = False) -> dict[str, Any]:
    """A JSON object of theirs, asked for once an hour; `anew` at most once a minute."""
    shelf: dict[tuple[str, str], tuple[float, dict[str, Any]]] = current_app.extensions.setdefault(
        "provider_answers", {}
    )
    at, found = shelf.get((provider.name, what), (0.0, {}))
    if found and time.monotonic() - at < (60 if anew else KEPT_FOR):
        return found
    found = json_object(http.session_for(places(provider), seconds=SECONDS).get(address))
    shelf[(provider.name, what)] = (time.monotonic(), found)
    return found


def said_of_themselves(
    provider: Provider, token: dict[str, Any], redirect_uri: str
) -> dict[str, Any]:
    """What the userinfo address answers, with the proved address where emails_url lists several."""
    address = metadata(provider).get("userinfo_endpoint")
    if not address:
        return {}
    session = client(provider, redirect_uri, token)
    proof = _appsecret_proof(provider, token)
    said = json_object(session.get(address, params=proof))
    if provider.emails_url:
        said = {**said, **_proved_address(session.get(provider.emails_url))}
    return said


def json_object(answer: requests.Response) -> dict[str, Any]:
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("an object was expected")
    return found


def _proved_address(answer: requests.Response) -> dict[str, Any]:
    listed = answer.json() if answer.ok else []
    proved = [each for each in listed if isinstance(each, dict) and each.get("verified") is True]
    best = next(
        (each for each in proved if each.get("primary") is True), proved[0] if proved else {}
    )
    return {"email": best.get("email"), "email_verified": bool(best)}


def _appsecret_proof(provider: Provider, token: dict[str, Any]) -> dict[str, str]:
    if not provider.appsecret_proof:
        return {}
    proof = hmac.new(
        provider.client_secret.encode(), str(token["access_token"]).encode(), hashlib.sha256
    )
    return {"appsecret_proof": proof.hexdigest()}


def _check_address(provider: Provider, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.netloc not in provider.loopback:
        raise ValueError("an address of the issuer is not https")
