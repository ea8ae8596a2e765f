"""The same with an object store: kept, served in parts, forgotten."""

import io

import pytest
from PIL import Image

from community.commons import media
from community.kernel import storage
from community.kernel.db import db
from tests.real.object_storage import ObjectStorage


@pytest.fixture
def stored(app, s3: ObjectStorage, monkeypatch):
    opened = storage.open_storage(s3.url)
    monkeypatch.setitem(app.extensions, "storage", opened)
    return opened


def test_a_picture_lives_in_the_object_store(stored, cast, client):
    stream = io.BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(stream, "PNG")
    stream.seek(0)
    upload = media.keep_picture(stream, by=cast.fan)
    key, name = upload.key, upload.key[:24]
    media.use(key)
    db.session.commit()
    assert len(list(stored.list(f"media/{name}"))) == 3
    shown = client.get(f"/media/{name}-320.webp")
    assert Image.open(io.BytesIO(shown.data)).width == 320
    media.forget(key)
    db.session.commit()
    assert list(stored.list(f"media/{name}")) == []
    assert client.get(f"/media/{key}").status_code == 404


def test_a_sound_is_read_from_where_the_player_asks(stored, cast, client):
    content = b"ID3" + bytes(range(256)) * 1000
    upload = media.bring(io.BytesIO(content), "wind.mp3", by=cast.fan)
    media.use(upload.key)
    db.session.commit()
    part = client.get(f"/media/{upload.key}", headers={"Range": "bytes=200000-200099"})
    assert part.status_code == 206 and part.data == content[200000:200100]
    assert client.get(f"/media/{upload.key}").data == content
