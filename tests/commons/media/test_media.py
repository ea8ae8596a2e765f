"""Pictures are re-encoded, served for ever, and forgotten when nothing shows them."""

import io
from datetime import timedelta

import pytest
import time_machine
from PIL import Image

from community.commons import media
from community.commons.media import quotas, uses
from community.kernel import clock
from community.kernel.db import db
from community.kernel.images import PictureRefused
from community.kernel.permissions import NOBODY
from community.kernel.refusals import SignInNeeded

pytestmark = pytest.mark.databases


def picture(width=1200, height=800) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(stream, "PNG")
    stream.seek(0)
    return stream


def test_a_picture_is_kept_with_smaller_ones_and_served(cast, client):
    upload = media.keep_picture(picture(), by=cast.fan)
    media.use(upload.key)
    db.session.commit()
    answer = client.get(f"/media/{upload.key}")
    assert answer.mimetype == "image/webp"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    small = client.get(f"/media/{media.variant(upload.key, 300)}")
    assert Image.open(io.BytesIO(small.data)).width == 320


def test_a10_what_is_no_picture_is_refused(cast):
    for hostile in (b"<svg onload=alert(1)>", b"<html><script>1</script>", b""):
        with pytest.raises(PictureRefused):
            media.keep_picture(io.BytesIO(hostile), by=cast.fan)


def test_nobody_uploads_without_an_account(cast):
    with pytest.raises(SignInNeeded):
        media.keep_picture(picture(), by=NOBODY)


def test_a_quota_ends_the_day(cast, monkeypatch):
    monkeypatch.setattr(quotas, "MEGABYTE", 1)
    with pytest.raises(media.QuotaReached):
        media.keep_picture(picture(), by=cast.fan)


def test_orphans_leave_after_two_days_and_used_ones_stay(cast, client):
    orphan, used = (
        media.keep_picture(picture(), by=cast.fan),
        media.keep_picture(picture(), by=cast.fan),
    )
    orphan_key, used_key = orphan.key, used.key
    media.use(used_key)
    with time_machine.travel(clock.now() + timedelta(hours=49)):
        assert uses.forget_orphans() == 1
    db.session.commit()
    assert client.get(f"/media/{orphan_key}").status_code == 404
    assert client.get(f"/media/{used_key}").status_code == 200


def test_what_nothing_shows_yet_is_seen_only_by_whoever_brought_it(cast, client, sign_in):
    key = media.keep_picture(picture(), by=cast.fan).key
    assert client.get(f"/media/{key}").status_code == 404
    assert sign_in(cast.second_fan).get(f"/media/{key}").status_code == 404
    own = sign_in(cast.fan).get(f"/media/{key}")
    assert own.status_code == 200
    assert own.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "key", ["../secret_key", "%2e%2e/secret_key", "a" * 300, "0" * 24 + ".webp", "0" * 24 + ".html"]
)
def test_e15_made_up_keys_find_nothing(client, key):
    assert client.get(f"/media/{key}").status_code == 404
