"""Pictures sent wherever one can be: what is none or would burst is refused beside its field, fast and small."""

import io
import struct
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import psutil
import pytest
from PIL import Image
from sqlalchemy import text

from community.kernel.db import db
from tests.safety.asking import Answer, Reader
from tests.safety.world import World

MEGABYTE = 2**20


@dataclass(frozen=True)
class Place:
    """Where a picture is sent: by whom, to which address, in which field, with what else the form asks."""

    who: str
    address: str
    field: str
    beside: dict[str, str]
    kept: str  # asks the database for what is shown now


BRAND = {
    "name": "Us", "hue": "232", "chroma": "0.11", "accent_hue": "42", "heading_font": "familjen", "tagline": "", "welcome": "",
}  # fmt: skip
ARTICLE = {"title": "First snow", "body": "It came early this year.", "language": "en"}
PLACES = {
    "face": Place("fan", "/settings/profile", "picture", {"name": "Ada Lindqvist"}, "SELECT avatar_key FROM accounts WHERE handle = 'ada'"),
    "logo": Place("admin", "/admin/brand", "logo", BRAND, "SELECT value FROM settings WHERE name = 'brand.logo_key'"),
    "cover": Place("admin", "/admin/brand", "cover", BRAND, "SELECT value FROM settings WHERE name = 'brand.cover_key'"),
    "article": Place("marketer", "/blog/<slug>", "cover", ARTICLE, "SELECT max(cover_key) FROM articles"),
}  # fmt: skip
everywhere = pytest.mark.parametrize("place", PLACES)


@everywhere
def test_e11_a_picture_that_would_burst_is_refused_in_a_second(
    place: str, world: World, reader: Callable[[str], Reader]
) -> None:
    assert sent(world, reader, place, picture(64, 64)).status == 303  # all is loaded now
    before, shown, files = psutil.Process().memory_info().rss, shown_at(place), files_of(world)
    for name, bomb in bombs().items():
        began = time.perf_counter()
        answer = sent(world, reader, place, bomb, name)
        took = time.perf_counter() - began
        still = (303,) if name == "frames.gif" else ()  # its first frame may do as a picture
        assert answer.status in (413, 422, *still), (name, answer.status)
        assert took < 2, (name, took)
        assert "Traceback" not in answer.text
        if answer.status != 303:
            assert (shown_at(place), files_of(world)) == (shown, files), "nothing of it is kept"
        shown, files = shown_at(place), files_of(world)
    assert psutil.Process().memory_info().rss - before < 200 * MEGABYTE


@everywhere
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
def test_a10_a12_what_is_no_picture_is_refused_whatever_its_name(
    place: str, name: str, content: bytes, world: World, reader: Callable[[str], Reader]
) -> None:
    files = files_of(world)
    answer = sent(world, reader, place, content, name)
    assert answer.status == 422
    assert "field__error" in answer.text, "it is said beside the field"
    assert not shown_at(place)
    assert files_of(world) == files


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
@everywhere
def test_a13_e15_a_file_name_is_kept_nowhere(
    place: str, name: str, world: World, reader: Callable[[str], Reader]
) -> None:
    answer = sent(world, reader, place, picture(80, 60), name)
    if name:
        assert answer.status == 303, answer.status
        key = shown_at(place)
        assert key and key.replace(".", "").replace("-", "").replace("_", "").isalnum(), key
        folder = "/brand/pictures" if place in ("logo", "cover") else "/media"
        kept = reader("stranger").get(f"{folder}/{key}")
        assert kept.status == 200 and kept.headers["Content-Type"].startswith("image/")
        assert (
            kept.headers["X-Content-Type-Options"] == "nosniff"
            and "sandbox" in kept.headers["Content-Security-Policy"]
        )
        uploads = str(db.session.execute(text("SELECT * FROM uploads")).all())
        assert "onerror" not in uploads and ".." not in uploads


def shown_at(place: str) -> str | None:
    db.session.rollback()
    shown = db.session.execute(text(PLACES[place].kept)).scalar()
    return shown.strip('"') if shown else None


def files_of(world: World) -> set[str]:
    folder = world.app.extensions["config"].data / "files"
    return {str(file) for file in folder.rglob("*") if file.is_file()}


def sent(
    world: World,
    reader: Callable[[str], Reader],
    place: str,
    content: bytes,
    name: str = "face.png",
) -> Answer:
    into, who = PLACES[place], reader(PLACES[place].who)
    fields = {"csrf_token": who.token, **into.beside, "authors": str(world.cast.marketer.id)}
    raw = name.encode().replace(b'"', b"%22").replace(b"\r", b"%0D").replace(b"\n", b"%0A")
    parts = [
        f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}'.encode()
        for field, value in fields.items()
    ]
    parts.append(
        f'Content-Disposition: form-data; name="{into.field}"; filename="'.encode()
        + raw
        + b'"\r\nContent-Type: image/png\r\n\r\n'
        + content
    )
    body = b"".join(b"--edge\r\n" + each + b"\r\n" for each in parts) + b"--edge--\r\n"
    return who.ask("POST", world.path(into.address), body, "multipart/form-data; boundary=edge")


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
