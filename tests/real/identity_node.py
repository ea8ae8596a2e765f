"""A certified and strict OpenID provider (npm `oidc-provider`), driven by plain HTTP requests."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests

from tests.real.missing import missing
from tests.real.processes import free_port, server
from tools.chromium import NODE_MODULES

PROGRAM = Path(__file__).with_name("oidc-provider.mjs")


@dataclass(frozen=True)
class NodeProvider:
    issuer: str
    users: Path

    def set_user(self, subject: str, **claims: object) -> None:
        self.users.write_text(json.dumps(json.loads(self.users.read_text()) | {subject: claims}))

    def register(self, redirect_uri: str, **metadata: object) -> tuple[str, str]:
        """A new client that may return to `redirect_uri`; gives its id and secret."""
        body = {"redirect_uris": [redirect_uri], **metadata}
        answer = requests.post(f"{self.issuer}/reg", json=body, timeout=5)
        answer.raise_for_status()
        return answer.json()["client_id"], answer.json()["client_secret"]

    def approve(self, authorize_url: str, subject: str) -> str:
        """Sign in and consent as `subject`; gives the address the browser is sent back to."""
        browser = requests.Session()
        page = self._follow(browser, authorize_url)
        for _ in range(2):
            if isinstance(page, requests.Response):
                page = self._submit(browser, page, subject)
        return page if isinstance(page, str) else pytest.fail(f"No way back from {page.url}")

    def _submit(self, browser: requests.Session, page: requests.Response, subject: str):
        form = re.search(r'action="([^"]+)".*?name="prompt" value="(\w+)"', page.text, re.DOTALL)
        if not form:
            pytest.fail(f"The provider says: {re.sub('<[^>]+>', ' ', page.text)[:500]}")
        fields = {"prompt": form[2], "login": subject, "password": "any"}
        answer = browser.post(
            urljoin(page.url, form[1]), data=fields, allow_redirects=False, timeout=5
        )
        return self._follow(browser, urljoin(page.url, answer.headers["Location"]))

    def _follow(self, browser: requests.Session, address: str) -> requests.Response | str:
        """Go on until the provider shows a page, or sends us away from itself."""
        while address.startswith(self.issuer):
            answer = browser.get(address, allow_redirects=False, timeout=5)
            if not answer.is_redirect:
                return answer
            address = urljoin(address, answer.headers["Location"])
        return address


@pytest.fixture(scope="session")
def oidc_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeProvider]:
    node = shutil.which("node")
    if not node or not (NODE_MODULES / "oidc-provider").is_dir():
        missing("oidc-provider", "Install Node and run ./dev real.")
    port = free_port()
    users = tmp_path_factory.mktemp("identities") / "users.json"
    users.write_text("{}")
    with server([node, str(PROGRAM), str(NODE_MODULES), str(port), str(users)], port):
        yield NodeProvider(f"http://127.0.0.1:{port}", users)
