"""Pictures that people bring, decoded within limits and encoded anew: nothing of the file itself is kept."""

import hashlib
import threading
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import IO, Any

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal

MOST_BYTES = 8_000_000
MOST_PIXELS = 40_000_000
MOST_FRAMES = 200
MOST_MOVING_PIXELS = 20_000_000
LONGEST_PROFILE = 1_000_000
QUALITY = 82
LARGE = 6_000_000
LARGE_ONES = threading.Lock()
BEGINNINGS = (
    ("JPEG", 0, (b"\xff\xd8\xff",)),
    ("PNG", 0, (b"\x89PNG\r\n\x1a\n",)),
    ("GIF", 0, (b"GIF87a", b"GIF89a")),
    ("WEBP", 8, (b"WEBP",)),
    ("AVIF", 4, (b"ftypavif", b"ftypavis")),
    ("HEIF", 4, (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypheim", b"ftypmif1")),
)


class PictureRefused(Refusal, ValueError):
    status = 422
    sentence = _l("This picture could not be read. Save it as JPEG or PNG and try again.")


class NotAPicture(PictureRefused):
    sentence = _l(
        "Only JPEG, PNG, GIF, WebP and AVIF pictures can be used here. Save it as one of these and try again."
    )


class HeicNotSupported(PictureRefused):
    sentence = _l("This community cannot read HEIC pictures. Save it as JPEG and try again.")


class PictureTooLarge(PictureRefused):
    status = 413
    sentence = _l(
        "A picture may have %(megabytes)s MB and %(megapixels)s megapixels. Make it smaller and try again."
    )

    def __init__(self) -> None:
        super().__init__(megabytes=MOST_BYTES // 1_000_000, megapixels=MOST_PIXELS // 1_000_000)


class AnimationTooLong(PictureRefused):
    status = 413
    sentence = _l("This animation is too long or too large. Shorten it, or use a still picture.")


@dataclass(frozen=True)
class Variant:
    side: int
    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class Picture:
    """WebP, upright, in sRGB, without any metadata; `variants` are smaller stills, smallest first."""

    width: int
    height: int
    data: bytes
    variants: tuple[Variant, ...]
    moving: bool
    format: str = "webp"
    extension: str = "webp"
    content_type: str = "image/webp"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()[:20]


def reencode(
    stream: IO[bytes], *, max_side: int = 2048, thumbs: tuple[int, ...] = (320, 960)
) -> Picture:
    """Raises PictureRefused (a ValueError) for what is no picture, too large, or broken."""
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise PictureTooLarge()
    with _refusing(), _opened(content) as image, _turn(image):
        frames = _frames(image)
        still = _still(image, max_side)
        variants = tuple(_variant(still, side) for side in sorted(thumbs) if side < max(still.size))
        data = _moving(image, max_side) if frames > 1 else _webp(still)
        return Picture(still.width, still.height, data, variants, frames > 1)


def kind_of(content: bytes) -> str:
    """By what the file begins with; its name and declared type are not asked."""
    for kind, place, marks in BEGINNINGS:
        if content[place:].startswith(marks, 0, 12) and (
            kind != "WEBP" or content.startswith(b"RIFF")
        ):
            return kind
    raise NotAPicture()


@contextmanager
def _refusing() -> Iterator[None]:
    """Decoders raise nearly anything on hostile files."""
    try:
        yield
    except PictureRefused:
        raise
    except Exception as error:
        raise (PictureTooLarge() if _is_alarm(error) else PictureRefused()) from error


def _opened(content: bytes) -> Any:
    kind = kind_of(content[:32])
    if kind == "HEIF" and not _heif():
        raise HeicNotSupported()
    image = _pillow().open(BytesIO(content), formats=[kind])
    if image.width * image.height > MOST_PIXELS or not min(image.size):
        raise PictureTooLarge()
    return image


def _turn(image: Any) -> AbstractContextManager[Any]:
    """Large pictures one after the other: forty megapixels take up to 600 MB while they are decoded."""
    return LARGE_ONES if image.width * image.height > LARGE else nullcontext()


@cache
def _pillow() -> Any:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    return Image


def _is_alarm(error: Exception) -> bool:
    image = _pillow()
    return isinstance(
        error, (MemoryError, image.DecompressionBombError, image.DecompressionBombWarning)
    )


@cache
def _heif() -> bool:
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return True


def _frames(image: Any) -> int:
    frames = 1 if image.format in ("JPEG", "HEIF") else getattr(image, "n_frames", 1)
    if frames > MOST_FRAMES or (
        frames > 1 and frames * image.width * image.height > MOST_MOVING_PIXELS
    ):
        raise AnimationTooLong()
    return int(frames)


def _still(image: Any, max_side: int) -> Any:
    from PIL import ImageOps

    few_colours = image.mode in ("1", "P")
    image.thumbnail(
        (max_side, max_side), reducing_gap=2.0
    )  # first, so that only one large copy ever exists
    bare = _in_srgb(ImageOps.exif_transpose(image))
    bare.info = {"few_colours": True} if few_colours else {}
    return bare


def _in_srgb(image: Any) -> Any:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile") or b""
    if not 0 < len(profile) <= LONGEST_PROFILE or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image.convert(mode)
    from PIL import ImageCms

    try:
        found = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(
            image, found, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, ValueError, OSError):
        return image.convert(mode)


def _variant(still: Any, side: int) -> Variant:
    smaller = still.copy()
    smaller.thumbnail((side, side), reducing_gap=2.0)
    return Variant(side, smaller.width, smaller.height, _webp(smaller))


def _webp(image: Any) -> bytes:
    """Drawings keep their edges: few colours are kept without loss."""
    written = BytesIO()
    image.save(
        written, "WEBP", quality=QUALITY, lossless=image.info.get("few_colours", False), method=4
    )
    return written.getvalue()


def _moving(image: Any, max_side: int) -> bytes:
    from PIL import ImageSequence

    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        durations.append(max(20, int(frame.info.get("duration") or 100)))
        small = frame.convert("RGBA")
        small.thumbnail((max_side, max_side))
        small.info = {}
        frames.append(small)
    written = BytesIO()
    options = {"quality": 70, "method": 2, "loop": 0, "duration": durations}
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:], **options)
    return written.getvalue()
