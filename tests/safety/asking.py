"""Asks the application with exactly these bytes: no client that tidies up what it sends."""

import contextvars
import secrets
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote_plus, unquote_to_bytes

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import run_wsgi_app

from community.kernel.db import db
from community.people import accounts

FORM = "application/x-www-form-urlencoded"


@dataclass
class Answer:
    status: int
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def goes_to(self) -> str:
        return self.headers.get("Location", "")


class Reader:
    """Somebody's browser whose cookie never changes, so that no answer can sign it out by itself."""

    def __init__(self, app: Flask, account: Any = None):
        self.app, self.account = app, account
        self.secret = secrets.token_hex(20)
        held = {"csrf_token": self.secret}
        if account is not None:
            held |= {"_user_id": self._begin(), "_permanent": True}
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        self.cookie = f"session={signer.dumps(held)}"

    def _begin(self) -> str:
        token = accounts.begin_sign_in(
            self.account, provider="password", address="127.0.0.1", browser="tests"
        )
        db.session.commit()
        return token

    @property
    def token(self) -> str:
        """What a form of this browser carries."""
        return URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(self.secret)  # type: ignore[arg-type]

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, fields: dict[str, Any] | None = None, **headers: str) -> Answer:
        return self.ask(
            "POST", path, encoded({"csrf_token": self.token, **(fields or {})}), headers=headers
        )

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        content_type: str = FORM,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """`path` goes out as it is, percent signs and all."""
        raw, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": unquote_to_bytes(raw).decode("latin-1"),
            "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000", "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
            "wsgi.errors": BytesIO(), "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
            "wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": content_type if body else "",
        }  # fmt: skip
        if self.account is not None or method != "GET":
            environ["HTTP_COOKIE"] = self.cookie
        for name, value in (headers or {}).items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        db.session.commit()  # a served request never finds the test's own transaction open
        given, status, told = contextvars.Context().run(run_wsgi_app, self.app, environ, True)
        return Answer(int(status.partition(" ")[0]), told, b"".join(given))


def encoded(fields: dict[str, Any]) -> bytes:
    """A form's body; bytes stay as they are, lists are sent once for each, lone surrogates as three bytes."""
    pairs = []
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            raw = each if isinstance(each, bytes) else str(each).encode("utf-8", "surrogatepass")
            pairs.append(f"{quote_plus(name.encode('utf-8', 'surrogatepass'))}={quote_plus(raw)}")
    return "&".join(pairs).encode()
