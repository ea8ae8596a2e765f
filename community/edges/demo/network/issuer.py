"""What the demo network keeps in memory: its key, its people, and the codes and tokens it gave out."""

import secrets
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

CONTENT = Path(__file__).parent.with_name("content") / "network.toml"
CLIENT = "konektor-demo"
MINUTE = 60


@dataclass
class Network:
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


def opened(issuer: str) -> Network:
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    return Network(
        issuer.rstrip("/"),
        content["name"],
        {person["subject"]: person for person in content["person"]},
    )


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
