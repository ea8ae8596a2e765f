"""Which pages are asked for, and as whom."""

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from itsdangerous import URLSafeTimedSerializer

from bench import client
from bench.corpus.people import token_of
from community.app import create_app
from community.config import Config

FIELD = re.compile(r'name="(csrf_token|submission)"[^>]*value="([^"]*)"')


@dataclass(frozen=True)
class Thread:
    id: int
    slug: str
    last_position: int

    @property
    def path(self) -> str:
        return f"/t/{self.id}/{quote(self.slug)}"


class Community:
    """A kept corpus: its threads, and the cookies of those who are signed in."""

    def __init__(self, data: Path):
        self.data = data
        self.app = create_app(Config(data=data))  # type: ignore[call-arg]
        with sqlite3.connect(f"file:{data / 'community.sqlite3'}?mode=ro", uri=True) as database:
            self.longest = Thread(*database.execute(f"{COLUMNS} WHERE id = 1").fetchone())
            self.full = [Thread(*row) for row in database.execute(f"{COLUMNS} {FULL}")]
            self.all = [Thread(*row) for row in database.execute(f"{COLUMNS} {OPEN} ORDER BY id")]

    def cookie(self, account_id: int) -> str:
        signer = self.app.session_interface.get_signing_serializer(self.app)
        assert isinstance(signer, URLSafeTimedSerializer)
        return f"session={signer.dumps(_session_of(account_id))}"


class Writer:
    """Somebody who replies: the form comes from the page, as in a browser."""

    def __init__(self, url: str, cookie: str):
        self._url, self._cookie = url, cookie

    def reply(self, thread: Thread, words: str) -> tuple[int, float]:
        """Status and seconds of the POST alone."""
        _status, head, page, _ = client.ask(self._url, client.get(thread.path, cookie=self._cookie))
        found = dict(FIELD.findall(page.decode()))
        body = urlencode(found | {"body": words, "sequence": "0"}).encode()
        cookie = _renewed(head) or self._cookie
        answer = client.ask(self._url, client.post(f"/t/{thread.id}/posts", body, cookie=cookie))
        return answer[0], answer[3]


def _session_of(account_id: int) -> dict[str, object]:
    """As after a first page: signed in, and with the secret of its forms."""
    token = token_of(account_id)
    return {"_user_id": token, "_fresh": True, "csrf_token": token[:40]}


def _renewed(head: bytes) -> str:
    """The token of the form belongs to the session that came with it."""
    found = re.search(rb"(?im)^set-cookie: (session=[^;]*)", head)
    return found[1].decode() if found else ""


COLUMNS = "SELECT id, slug, last_position FROM threads"
OPEN = "WHERE id NOT IN (SELECT thread_id FROM closures) AND board_id NOT IN (SELECT board_id FROM board_access)"
FULL = f"{OPEN} AND kind = 'discussion' AND last_position BETWEEN 20 AND 60 ORDER BY id LIMIT 40"
