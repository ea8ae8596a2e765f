"""Files, sounds and films are kept as they came if their kind is on the list, and can do no harm where they are opened."""

import io

import pytest
from PIL import Image

from community.commons import media
from community.commons.media import films, quotas
from community.kernel import settings
from community.kernel.db import db
from community.kernel.images import PictureRefused

pytestmark = pytest.mark.databases

PDF = b"%PDF-1.7\n%some pages\n"
GPX = b'<?xml version="1.0"?>\n<gpx version="1.1"><trk><name>Vasaloppet</name></trk></gpx>'
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 500


def brought(name, content, by):
    upload = media.bring(io.BytesIO(content), name, by=by)
    media.use(upload.key)
    db.session.commit()
    return upload


@pytest.mark.parametrize(
    ("name", "content"), [("route.gpx", GPX), ("Manual.PDF", PDF), ("log.txt", b"07:00 start\n")]
)
def test_a_file_on_the_list_is_kept_and_saved_under_its_name(cast, client, name, content):
    upload = brought(name, content, cast.fan)
    answer = client.get(f"/media/{upload.key}")
    assert answer.data == content
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name.lower() if name[0] != 'M' else 'Manual.pdf'}"  # fmt: skip
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("drawing.svg", b"<svg onload=alert(1)>"),
        ("program.exe", b"MZ\x90\x00"),
        ("notes.txt", b"MZ\x90\x00\x03\x00\x00\x00"),
        ("walk.gpx", b"<html>not a walk</html>"),
        ("walk.gpx", b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx></gpx>'),
        ("song.mp3", b"<script>alert(1)</script>"),
        ("film.mp4", b"\x00\x00\x00\x18ftypavif" + bytes(64)),
        ("many.zip", b"PK\x03\x04" + bytes(64)),
        ("noending", b"\x7fELF"),
        ("empty.txt", b""),
    ],
)
def test_a12_what_is_not_what_its_name_says_is_refused(cast, name, content):
    with pytest.raises((media.FileRefused, PictureRefused)):
        media.bring(io.BytesIO(content), name, by=cast.fan)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "..\\..\\boot.txt",
        '"><img src=x onerror=alert(1)>.txt',
        "a\r\nX-Evil: 1.txt",
        "\u202etxt.exe.txt",
        "x" * 400 + ".txt",
        ".txt",
        "](javascript:alert(1)).txt",
    ],
)
def test_a13_a_name_is_a_name_and_no_path_header_or_markup(cast, client, name):
    upload = brought(name, b"seven words\n", cast.fan)
    assert not set(upload.name) & set('\\/:*?"<>|`[]()\r\n\u202e')
    assert len(upload.name) < 100 and upload.name.endswith(".txt")
    answer = client.get(f"/media/{upload.key}")
    assert answer.status_code == 200 and "X-Evil" not in answer.headers
    assert "](" not in media.markdown_for(upload)[1:].partition("](/media/")[0]


def test_new_accounts_bring_pictures_only(cast):
    with pytest.raises(media.NoFilesYet):
        media.bring(io.BytesIO(PDF), "a.pdf", by=cast.newcomer)
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, "PNG")
    stream.seek(0)
    assert media.bring(stream, "a.png", by=cast.newcomer).kind == "picture"


def test_an_operator_may_take_a_kind_off_the_list_or_put_one_on(cast):
    settings.change("media.files", ["zip"])
    with pytest.raises(media.FileRefused):
        media.bring(io.BytesIO(PDF), "a.pdf", by=cast.fan)
    assert media.bring(io.BytesIO(b"PK\x03\x04 words"), "a.zip", by=cast.fan).kind == "file"


def test_e6_a_file_beyond_its_size_or_the_days_quota_is_refused(cast, monkeypatch):
    monkeypatch.setattr(quotas, "MEGABYTE", 10)
    with pytest.raises(Exception, match="A file may have 20 MB"):
        media.bring(io.BytesIO(PDF * 100), "a.pdf", by=cast.fan)
    for _more in range(40 * 10 // len(PDF)):
        media.bring(io.BytesIO(PDF), "a.pdf", by=cast.fan)
    with pytest.raises(media.QuotaReached):
        media.bring(io.BytesIO(PDF), "a.pdf", by=cast.fan)


def test_a_sound_is_played_in_parts(cast, client):
    upload = brought("wind.mp3", MP3, cast.fan)
    part = client.get(f"/media/{upload.key}", headers={"Range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.data == MP3[10:20]
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(MP3)}"
    assert part.mimetype == "audio/mpeg"
    assert client.get(f"/media/{upload.key}", headers={"Range": "bytes=-4"}).data == MP3[-4:]
    assert (
        client.get(f"/media/{upload.key}", headers={"Range": "bytes=9999999-"}).status_code == 416
    )


def test_a_browser_that_has_it_is_not_sent_it_again(cast, client):
    upload = brought("wind.mp3", MP3, cast.fan)
    first = client.get(f"/media/{upload.key}")
    again = client.get(f"/media/{upload.key}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data


def test_e13_a_film_forgets_where_it_was_taken(cast, client):
    upload = brought("film.mp4", film(b"+59.3293+018.0686/"), cast.fan)
    kept = client.get(f"/media/{upload.key}").data
    assert b"+59.3293" not in kept and b"Pocket 9" not in kept
    assert b"moving pictures" in kept
    assert len(kept) == len(film(b"+59.3293+018.0686/"))


def test_e11_a_film_of_endless_boxes_ends(cast):
    nested = box(b"moov", b"")
    for _depth in range(2000):
        nested = box(b"moov", nested)
    broken = io.BytesIO(b"\x00\x00\x00\x10ftypisom" + bytes(4) + nested + b"\xff\xff\xff\xffudta")
    films.forget_origin(broken, len(broken.getvalue()))


def film(place: bytes) -> bytes:
    told = box(b"udta", box(b"\xa9xyz", place)) + box(b"meta", b"Pocket 9")
    return (
        box(b"ftyp", b"isom" + bytes(8))
        + box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", told) + told)
        + box(b"mdat", b"moving pictures")
    )


def box(name: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + name + content
