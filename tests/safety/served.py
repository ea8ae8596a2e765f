"""Somebody's browser against a served community: a session, its token, and many requests at one moment."""

import secrets
import threading
from collections.abc import Callable
from typing import Any

import requests
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from community.kernel.db import db
from community.people import accounts


class Member:
    """Posts forms; `token` fits the cookie, as on a page this browser has opened."""

    def __init__(self, app: Flask, url: str, account_id: int | None, **held: Any):
        self.url, self.raw = url, secrets.token_hex(20)
        kept: dict[str, Any] = {"csrf_token": self.raw, **held}
        with app.app_context():
            if account_id is not None:
                account = accounts.one(account_id)
                kept |= {
                    "_user_id": accounts.begin_sign_in(
                        account, provider="password", address="127.0.0.1", browser="tests"
                    ),
                    "_permanent": True,
                }
                db.session.commit()
            signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
            self.cookie = f"session={signer.dumps(kept)}"
            self.token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(
                self.raw
            )  # type: ignore[arg-type]

    def post(self, path: str, **fields: Any) -> requests.Response:
        return requests.post(
            self.url + path, data={"csrf_token": self.token, **fields}, headers={"Cookie": self.cookie},
            allow_redirects=False, timeout=30,
        )  # fmt: skip

    def get(self, path: str) -> requests.Response:
        return requests.get(
            self.url + path, headers={"Cookie": self.cookie}, allow_redirects=False, timeout=30
        )


def at_once(acts: list[Callable[[], requests.Response]]) -> list[int]:
    """All in the same moment, each in a thread of its own; gives the statuses."""
    start, told = threading.Barrier(len(acts)), [0] * len(acts)

    def act(place: int) -> None:
        start.wait()
        told[place] = acts[place]().status_code

    threads = [threading.Thread(target=act, args=(place,)) for place in range(len(acts))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return told
