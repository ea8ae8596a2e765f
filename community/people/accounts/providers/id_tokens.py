"""Check what an issuer signed: its keys and algorithms only, for us, for this attempt, and now."""

import time
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidClaimError, InvalidKeyIdError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from . import asking
from .schema import Provider

SKEW = 120
ALGORITHMS = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
]


def claims_of(provider: Provider, token: dict[str, Any], nonce: str) -> dict[str, Any]:
    """The claims of the id token; raises JoseError, ValueError or KeyError for anything that is not as agreed."""
    try:
        signed = _decoded(token["id_token"], asking.keys(provider))
    except (InvalidKeyIdError, ValueError):
        signed = _decoded(token["id_token"], asking.keys(provider, anew=True))
    if "crit" in signed.header:
        raise ValueError("the token demands something we do not know")
    issuer = asking.metadata(provider)["issuer"]
    wanted = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    known = {
        "nonce": nonce if provider.nonce else None,
        "client_id": provider.client_id,
        "access_token": token.get("access_token"),
    }
    claims = CodeIDToken(signed.claims, signed.header, wanted, known)
    claims.validate(leeway=SKEW)
    _check_age(claims)
    return dict(claims)


def _decoded(signed: str, found: dict[str, Any]) -> jwt.Token:
    public = [
        key for key in found["keys"] if key.get("kty") != "oct" and key.get("use", "sig") == "sig"
    ]
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    return jwt.decode(signed, KeySet.import_key_set({"keys": public}), registry=registry)


def _check_age(claims: CodeIDToken) -> None:
    """Some checks of dates accept what is not a number, or a token from the future."""
    for name in ("iat", "exp"):
        if isinstance(claims[name], bool) or not isinstance(claims[name], (int, float)):
            raise InvalidClaimError(name)
    if claims["iat"] > time.time() + SKEW or claims["exp"] < time.time() - SKEW:
        raise InvalidClaimError("iat")
