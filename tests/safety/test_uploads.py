"""Pictures sent as a face: what is none or would burst is refused beside its field, fast and small."""

import io
import struct
import time
import zlib
from collections.abc import Callable

import psutil
import pytest
from PIL import Image
from sqlalchemy import text

from community.kernel.db import db
from tests.safety.asking import Reader
from tests.safety.world import World

MEGABYTE = 2**20


def test_e11_a_face_that_would_burst_is_refused_in_a_second(
    world: World, reader: Callable[[str], Reader]
) -> None:
    sent(reader("fan"), picture(64, 64), "face.png")  # what is loaded once is loaded now
    before = psutil.Process().memory_info().rss
    for name, bomb in bombs().items():
        began = time.perf_counter()
        answer = sent(reader("fan"), bomb, name)
        took = time.perf_counter() - began
        still = (303,) if name == "frames.gif" else ()  # its first frame may do as a face
        assert answer.status in (413, 422, *still), (name, answer.status)
        assert took < 2, (name, took)
        assert "Traceback" not in answer.text
    assert psutil.Process().memory_info().rss - before < 200 * MEGABYTE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("face.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("face.png", b"<!doctype html><script>alert(1)</script>"),
        ("face.png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"),
        ("face.gif", b"GIF89a/*<script>alert(1)</script>*/=1"),
        ("face.png.html", b"<img src=x onerror=alert(1)>"),
        ("face.jpg", b"%PDF-1.4"),
        ("face.zip", b"PK\x03\x04"),
        ("face.mp4", b"\x00\x00\x00\x18ftypmp42"),
    ],
)
def test_a12_what_is_no_picture_is_refused_whatever_its_name(
    name: str, content: bytes, world: World, reader: Callable[[str], Reader]
) -> None:
    answer = sent(reader("fan"), content, name)
    assert answer.status == 422
    assert not face_of_ada()


@pytest.mark.parametrize(
    "name",
    [
        "../../x.png",
        "..\\x.png",
        "<img src=x onerror=alert(1)>.png",
        "a\r\nX: y.png",
        "n" * 300 + ".png",
        "|id.png",
        "-rf.png",
        ":x.png",
        "*.png",
        "\u202egnp.exe",
        "",
        "x",
    ],
)
def test_a13_a_file_name_is_kept_nowhere(
    name: str, world: World, reader: Callable[[str], Reader]
) -> None:
    answer = sent(reader("fan"), picture(80, 60), name)
    if name:
        assert answer.status == 303, answer.status
        key = face_of_ada()
        assert key and key.replace(".", "").replace("-", "").replace("_", "").isalnum(), key
        kept = reader("stranger").get(f"/media/{key}")
        assert kept.status == 200 and kept.headers["Content-Type"].startswith("image/")
        assert (
            kept.headers["X-Content-Type-Options"] == "nosniff"
            and "sandbox" in kept.headers["Content-Security-Policy"]
        )
        everywhere = str(db.session.execute(text("SELECT * FROM uploads")).all())
        assert "onerror" not in everywhere and ".." not in everywhere


def face_of_ada() -> str | None:
    db.session.rollback()
    return db.session.execute(text("SELECT avatar_key FROM accounts WHERE handle = 'ada'")).scalar()


def sent(who: Reader, content: bytes, name: str):
    raw = name.encode().replace(b'"', b"%22").replace(b"\r", b"%0D").replace(b"\n", b"%0A")
    parts = [
        f'Content-Disposition: form-data; name="csrf_token"\r\n\r\n{who.token}'.encode(),
        b'Content-Disposition: form-data; name="name"\r\n\r\nAda Lindqvist',
        b'Content-Disposition: form-data; name="picture"; filename="'
        + raw
        + b'"\r\nContent-Type: image/png\r\n\r\n'
        + content,
    ]
    body = b"".join(b"--edge\r\n" + each + b"\r\n" for each in parts) + b"--edge--\r\n"
    return who.ask("POST", "/settings/profile", body, "multipart/form-data; boundary=edge")


def picture(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return file.getvalue()


def bombs() -> dict[str, bytes]:
    frames = io.BytesIO()
    Image.new("P", (1, 1)).save(
        frames,
        "GIF",
        save_all=True,
        append_images=[Image.new("P", (1, 1), n % 255) for n in range(3_000)],
        duration=10,
    )
    whole = picture(400, 400)
    comment = chunk(b"tEXt", b"Comment\x00" + b"x" * (9 * MEGABYTE))
    return {
        "wide.png": png(65_535, 65_535), "thin.png": png(1, 2**31 - 1), "flat.png": png(2**31 - 1, 1), "none.png": png(0, 0),
        "frames.gif": frames.getvalue() + b"\x00", "half.png": whole[: len(whole) // 2], "head.png": whole[:40],
        "inflating.png": png(30_000, 30_000, zlib.compress(b"\x00" * 30 * MEGABYTE)), "noisy.png": whole[:33] + comment + b"cut",
    }  # fmt: skip


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", pixels or zlib.compress(b"\x00" * 100))
        + chunk(b"IEND", b"")
    )


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
