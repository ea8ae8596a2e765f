"""An issuer that lies in exactly one way at a time. It answers over real HTTP on a port of this machine."""

import base64
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jws, jwt
from joserfc.jwk import OctKey, RSAKey

Change = Callable[[Any], Any]


@cache
def first_key() -> RSAKey:
    return RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig"})


@dataclass
class StubIssuer:
    """`claims`, `sign`, `answers` are replaced by tests; left alone it is an honest issuer."""

    server: ThreadingHTTPServer
    key: RSAKey = field(default_factory=first_key)
    claims: dict[str, Any] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    sign: Callable[["StubIssuer", dict[str, Any]], str] | None = None
    answers: dict[str, Callable[[], tuple[int, str, bytes]]] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    tokens_asked: int = 0

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def approve(self, address: str) -> str:
        """What a browser would do here: nothing but go back with a code."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        answer = {"code": "a-code", "state": self.asked["state"], **self.back}
        return f"{self.asked['redirect_uri']}?{urlencode({name: value for name, value in answer.items() if value})}"

    def id_token(self) -> str:
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "sub": "stub-1",
            "aud": "konektor",
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked.get("nonce", ""),
        }
        said |= {
            "name": "Stub Person",
            "email": "stub@fans.example",
            "email_verified": True,
            **self.claims,
        }
        said = {name: value for name, value in said.items() if name not in self.drop}
        return (
            self.sign(self, said)
            if self.sign
            else jwt.encode({"alg": "RS256", "kid": "one"}, said, self.key)
        )

    def respond(self, path: str, form: dict[str, str]) -> tuple[int, str, bytes]:
        if path in self.answers:
            return self.answers[path]()
        return 200, "application/json", json.dumps(self._honest(path, form)).encode()

    def _honest(self, path: str, form: dict[str, str]) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            places = {
                f"{name}_endpoint": f"{self.issuer}/{name}"
                for name in ("authorization", "token", "userinfo")
            }
            return {"issuer": self.issuer, **places, "jwks_uri": f"{self.issuer}/jwks"}
        if path == "/jwks":
            return {"keys": [self.key.as_dict(private=False)]}
        if path == "/token":
            self.tokens_asked += 1
            if (
                create_s256_code_challenge(form.get("code_verifier", ""))
                != self.asked["code_challenge"]
            ):
                return {"error": "invalid_grant"}
            return {
                "access_token": "an-access-token",
                "token_type": "Bearer",
                "id_token": self.id_token(),
            }
        return {"sub": self.claims.get("sub", "stub-1")}


def started() -> StubIssuer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            form = {
                name: values[0]
                for name, values in parse_qs(self.rfile.read(length).decode()).items()
            }
            status, kind, body = stub.respond(urlsplit(self.path).path, form)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub = StubIssuer(server)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return stub


def by_nobody(stub: StubIssuer, said: dict[str, Any]) -> str:
    """`alg: none`."""
    header, body = ({"alg": "none"}, said)
    return (
        ".".join(
            base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
            for part in (header, body)
        )
        + "."
    )


def by_the_public_key(stub: StubIssuer, said: dict[str, Any]) -> str:
    """HS256 with the issuer's public key as the shared secret."""
    secret = OctKey.import_key(stub.key.as_pem(private=False))
    return jwt.encode({"alg": "HS256", "kid": "one"}, said, secret, algorithms=["HS256"])


def by_the_client_secret(stub: StubIssuer, said: dict[str, Any]) -> str:
    return jwt.encode(
        {"alg": "HS256"},
        said,
        OctKey.import_key(b"a secret of ours, long enough for the algorithm"),
        algorithms=["HS256"],
    )


def by_another_key(stub: StubIssuer, said: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "one"}, said, RSAKey.generate_key(2048))


def with_a_demand(stub: StubIssuer, said: dict[str, Any]) -> str:
    """`crit: ["x"]`: whoever does not know `x` must refuse."""
    registry = jws.JWSRegistry(strict_check_header=False, algorithms=["RS256"])
    registry.check_header = lambda header: None  # type: ignore[method-assign]
    header = {"alg": "RS256", "kid": "one", "crit": ["x"], "x": 1}
    return jws.serialize_compact(header, json.dumps(said), stub.key, registry=registry)


def altered(stub: StubIssuer, said: dict[str, Any]) -> str:
    """Signed honestly, then somebody else's subject put in."""
    header, _body, signature = jwt.encode({"alg": "RS256", "kid": "one"}, said, stub.key).split(".")
    body = (
        base64.urlsafe_b64encode(json.dumps({**said, "sub": "victim"}).encode())
        .rstrip(b"=")
        .decode()
    )
    return ".".join((header, body, signature))
