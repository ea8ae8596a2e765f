"""An OpenID provider that accepts every client and says of a user whatever a test wants."""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from tests.real.missing import missing
from tests.real.processes import free_port, server


@dataclass(frozen=True)
class MockProvider:
    issuer: str

    def set_user(self, subject: str, **claims: object) -> None:
        answer = requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=5)
        answer.raise_for_status()

    def approve(self, authorize_url: str, subject: str) -> str:
        """Sign in at the provider as `subject`; gives the address the browser is sent back to."""
        return self._answer(authorize_url, {"sub": subject})

    def deny(self, authorize_url: str) -> str:
        return self._answer(authorize_url, {"action": "deny"})

    def _answer(self, authorize_url: str, form: dict[str, str]) -> str:
        answer = requests.post(authorize_url, data=form, allow_redirects=False, timeout=5)
        return answer.headers["Location"]


@pytest.fixture(scope="session")
def oidc_mock() -> Iterator[MockProvider]:
    if not importlib.util.find_spec("oidc_provider_mock"):
        missing("oidc-provider-mock", "./dev test installs it.")
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with server(command, port):
        yield MockProvider(f"http://127.0.0.1:{port}")
