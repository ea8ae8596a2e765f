"""The sign of Norrvind: three strokes of wind over a peak."""

from io import BytesIO

from PIL import Image, ImageDraw

SIDE, FINER = 256, 4
BLUE, ORANGE = (38, 92, 150, 255), (214, 110, 62, 255)


def draw() -> bytes:
    """PNG with a transparent ground."""
    size = SIDE * FINER
    image = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(image)
    pen.polygon(_scaled([(24, 216), (112, 70), (150, 134), (172, 104), (236, 216)]), fill=BLUE)
    pen.polygon(
        _scaled([(112, 70), (136, 110), (120, 122), (108, 106), (92, 118), (84, 116)]),
        fill=(0, 0, 0, 0),
    )
    for left, right, y in ((128, 236, 40), (156, 212, 62), (176, 240, 84)):
        pen.line(_scaled([(left, y), (right, y)]), fill=ORANGE, width=12 * FINER)
        for x in (left, right):
            pen.ellipse(_scaled([(x - 6, y - 6), (x + 6, y + 6)]), fill=ORANGE)
    written = BytesIO()
    image.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(written, "PNG")
    return written.getvalue()


def _scaled(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(x * FINER, y * FINER) for x, y in points]
