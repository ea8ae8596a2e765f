"""Pictures are decided by their content, bounded before they are decoded, and encoded anew."""

import struct
import time
import zlib
from io import BytesIO

import psutil
import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from community.kernel import images

GPS_WORDS = (
    b"48.858",
    b"GPSLatitude",
    b"Exif",
    b"http://ns.adobe.com",
    b"Photoshop 3.0",
    b"8BIM",
    b"secret",
)


def test_a_picture_comes_back_smaller_with_its_thumbs() -> None:
    picture = images.reencode(file_of(photo(3000, 1500)), max_side=2048)
    assert (picture.width, picture.height, picture.moving) == (2048, 1024, False)
    assert [(v.side, v.width, v.height) for v in picture.variants] == [
        (320, 320, 160),
        (960, 960, 480),
    ]
    for data in (picture.data, *(v.data for v in picture.variants)):
        assert Image.open(BytesIO(data)).format == "WEBP"
    assert picture.digest == images.reencode(file_of(photo(3000, 1500)), max_side=2048).digest


def test_a_small_picture_is_not_blown_up_and_needs_no_thumb() -> None:
    picture = images.reencode(file_of(photo(200, 100)))
    assert (picture.width, picture.height, picture.variants) == (200, 100, ())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF"])
def test_every_promised_format_is_read(kind: str) -> None:
    if kind == "HEIF":
        assert images._heif(), "the workshop installs pillow-heif"
    picture = images.reencode(file_of(photo(640, 480), kind))
    red, green, blue = Image.open(BytesIO(picture.data)).convert("RGB").getpixel((10, 10))
    assert (picture.width, picture.height) == (640, 480) and red > 150 > green and blue < 90


def test_transparency_stays() -> None:
    drawing = Image.new("RGBA", (50, 50), (255, 0, 0, 0))
    assert Image.open(BytesIO(images.reencode(file_of(drawing)).data)).getpixel((5, 5))[3] == 0


def test_drawings_with_few_colours_keep_their_pixels() -> None:
    drawing = photo(64, 64).quantize(8)
    kept = Image.open(BytesIO(images.reencode(file_of(drawing)).data)).convert("RGB")
    assert kept.tobytes() == drawing.convert("RGB").tobytes()


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = images.reencode(file_of(photo(640, 480), "JPEG", exif=exif))
    assert (picture.width, picture.height) == (480, 640)


def test_colours_of_another_profile_are_brought_to_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = ours.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    picture = images.reencode(file_of(photo(64, 64), "JPEG", icc_profile=swapped, quality=95))
    red, _, blue = Image.open(BytesIO(picture.data)).convert("RGB").getpixel((2, 2))
    assert blue > 120 > red


@pytest.mark.parametrize(
    "profile",
    [
        b"not a profile",
        b"x" * 100_000,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(),
    ],
)
def test_a_broken_colour_profile_does_not_matter(profile: bytes) -> None:
    assert images.reencode(file_of(photo(64, 64), "JPEG", icc_profile=profile)).width == 64


def test_a_short_animation_moves_on() -> None:
    frames = [photo(80, 60, shift=10 * number) for number in range(5)]
    file = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=90, loop=0)
    picture = images.reencode(file)
    kept = Image.open(BytesIO(picture.data))
    assert picture.moving and kept.n_frames == 5


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"])
def test_e13_no_place_or_name_is_left_in_any_derivative(kind: str) -> None:
    images._heif()
    picture = images.reencode(file_of(photo(1200, 900), kind, **everything_personal(kind)))
    for data in (picture.data, *(variant.data for variant in picture.variants)):
        kept = Image.open(BytesIO(data))
        assert not kept.getexif() and not {"exif", "xmp", "icc_profile", "comment"} & set(kept.info)
        assert not any(word in data for word in GPS_WORDS)


def test_e13_a_hidden_thumbnail_and_iptc_go_too() -> None:
    whole = file_of(photo(800, 600), "JPEG", **everything_personal("JPEG")).getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0csecret place"
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    picture = images.reencode(BytesIO(whole[:2] + segment + whole[2:] + b"secret tail"))
    assert not any(word in picture.data for word in GPS_WORDS)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"<!doctype html><script>alert(1)</script>",
        b"\xef\xbb\xbf<svg/>",
        b"%PDF-1.7\n",
        b"BM" + b"\0" * 60,
        b"II*\0" + b"\0" * 60,
        b"8BPS" + b"\0" * 60,
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\0\0\0\x18ftypmp42",
        b"MZ" + b"\0" * 60,
        b"",
        b"G",
    ],
)
def test_a10_what_is_not_one_of_our_formats_is_refused(content: bytes) -> None:
    with pytest.raises(images.NotAPicture):
        images.reencode(BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a10_a12_polyglots_lose_their_other_meaning(kind: str) -> None:
    script = b"<script>alert(document.cookie)</script>"
    comment = {"comment": script} if kind in ("JPEG", "GIF") else {}
    whole = (
        file_of(photo(64, 64), kind, **comment).getvalue()
        + script
        + b"<svg onload=alert(1)>PK\x03\x04"
    )
    picture = images.reencode(BytesIO(whole))
    assert (
        b"script" not in picture.data
        and b"svg" not in picture.data
        and b"PK\x03\x04" not in picture.data
    )


@pytest.mark.parametrize(
    "beginning", [b"\xff\xd8\xff", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]
)
def test_a12_html_behind_a_magic_number_is_refused(beginning: bytes) -> None:
    with pytest.raises(images.PictureRefused):
        images.reencode(BytesIO(beginning + b"<html><script>alert(1)</script></html>" * 20))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_e11_truncated_files_are_refused(kind: str) -> None:
    whole = file_of(photo(640, 480), kind).getvalue()
    for part in (len(whole) // 2, len(whole) // 10, 20):
        with pytest.raises(images.PictureRefused):
            images.reencode(BytesIO(whole[:part]))


def test_e11_bombs_are_refused_by_their_header_within_a_second() -> None:
    before, most = psutil.Process().memory_info().rss, 0
    for name, bomb in bombs().items():
        started = time.perf_counter()
        with pytest.raises(images.PictureRefused):
            images.reencode(BytesIO(bomb))
        assert time.perf_counter() - started < 1, name
        most = max(most, psutil.Process().memory_info().rss - before)
    assert most < 200_000_000


def test_e11_no_more_than_the_limit_is_read_of_an_endless_upload() -> None:
    class Endless:
        given = 0

        def read(self, size: int) -> bytes:
            self.given += size
            return b"\xff\xd8\xff" + b"\0" * (size - 3)

    upload = Endless()
    with pytest.raises(images.PictureTooLarge):
        images.reencode(upload)  # type: ignore[arg-type]
    assert upload.given <= images.MOST_BYTES + 1


def test_refusals_say_what_to_do_next() -> None:
    with pytest.raises(images.PictureTooLarge, match="8 MB and 40 megapixels"):
        images.reencode(BytesIO(png_header(65_535, 65_535)))
    with pytest.raises(ValueError, match="Save it as one of these"):
        images.reencode(BytesIO(b"hello"))


def test_a_build_without_heic_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(photo(64, 64), "HEIF")
    monkeypatch.setattr(images, "_heif", lambda: False)
    with pytest.raises(images.HeicNotSupported, match="Save it as JPEG"):
        images.reencode(file)


def photo(width: int, height: int, *, shift: int = 0) -> Image.Image:
    image = Image.new("RGB", (width, height), (200, 60, 30))
    ImageDraw.Draw(image).ellipse(
        (width // 3 + shift, height // 3, width - 1, height - 1), fill=(20, 90, 220)
    )
    return image


def file_of(image: Image.Image, kind: str = "PNG", **options: object) -> BytesIO:
    images._heif()
    written = BytesIO()
    image.save(written, kind, **options)
    written.seek(0)
    return written


def everything_personal(kind: str) -> dict[str, object]:
    """EXIF with a place and XMP with a name, as far as the format can hold them."""
    exif = Image.Exif()
    exif[0x010E] = "secret"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>48.858</exif:GPSLatitude>secret</x:xmpmeta>"
    if kind == "GIF":
        return {"comment": b"secret 48.858"}
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", "secret 48.858")
        texts.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=False)
        return {"exif": exif, "pnginfo": texts}
    return {"exif": exif.tobytes(), "xmp": xmp}


def bombs() -> dict[str, bytes]:
    first, *others = (
        Image.new("RGB", (2, 2), (number % 255, number // 255, 0)) for number in range(3000)
    )
    many = file_of(first, "GIF", save_all=True, append_images=others)
    moving = [Image.new("P", (1000, 1000), n) for n in range(30)]
    compressed = b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 200_000_000)
    small = file_of(photo(8, 8)).getvalue()
    return {
        "PNG of 65,535 squared": png_header(65_535, 65_535),
        "PNG of 40,000,001 by 1": png_header(40_000_001, 1),
        "PNG without width": png_header(0, 5),
        "GIF of 65,535 squared": b"GIF89a"
        + struct.pack("<HH", 65_535, 65_535)
        + b"\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x08\0;",
        "WebP of 16,383 squared": webp_header(16_383, 16_383),
        "JPEG of 65,500 squared": jpeg_header(65_500, 65_500),
        "GIF of 3,000 frames": many.getvalue(),
        "GIF of 30 megapixels in motion": file_of(
            moving[0], "GIF", save_all=True, append_images=moving[1:]
        ).getvalue(),
        "PNG with a compressed comment of 200 MB": with_chunk(small, *compressed),
        "PNG with a comment of 100 MB": with_chunk(
            small, b"tEXt", b"Comment\0" + b"a" * 100_000_000
        ),
    }


def png_header(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def with_chunk(png: bytes, name: bytes, content: bytes) -> bytes:
    return png[:33] + chunk(name, content) + png[33:]


def webp_header(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    extended = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    lossless = b"\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little") + b"\0" * 20
    body = b"WEBP" + extended + b"VP8L" + struct.pack("<I", len(lossless)) + lossless + b"\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg_header(width: int, height: int) -> bytes:
    whole = file_of(photo(8, 8), "JPEG").getvalue()
    place = whole.index(b"\xff\xc0") + 5
    return whole[:place] + struct.pack(">HH", height, width) + whole[place + 4 :]
