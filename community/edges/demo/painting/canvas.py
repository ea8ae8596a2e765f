"""A canvas of 1600 x 800 on which everything is drawn twice as large and made smooth at the end."""

import random
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import TypeAlias

from PIL import Image, ImageDraw

WIDTH, HEIGHT, FINER = 1600, 800, 2

Colour: TypeAlias = tuple[int, int, int]
Point: TypeAlias = tuple[float, float]


class Canvas:
    def __init__(self, sky: list[Colour], luck: random.Random) -> None:
        """`sky` colours the ground from top to bottom."""
        strip = Image.new("RGB", (1, len(sky)))
        strip.putdata(sky)
        self.image = strip.resize((WIDTH * FINER, HEIGHT * FINER), Image.Resampling.BICUBIC)
        self.draw = ImageDraw.Draw(self.image)
        self.luck = luck

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        self.draw.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        scaled = [(x * FINER, y * FINER) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * FINER), joint="curve")

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        self.draw.rectangle([left * FINER, top * FINER, right * FINER, bottom * FINER], fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        around = [
            (x - radius) * FINER,
            (y - radius) * FINER,
            (x + radius) * FINER,
            (y + radius) * FINER,
        ]
        self.draw.ellipse(around, fill=colour)

    def glow(
        self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.6
    ) -> None:
        """Light that fades outwards."""
        size = round(radius * 2 * FINER)
        fade = Image.radial_gradient("L").resize((size, size))
        mask = fade.point(lambda far: int(max(0, 255 - far * 1.42) ** 1.6 / 255**0.6 * strength))
        place = (round((x - radius) * FINER), round((y - radius) * FINER))
        self.image.paste(Image.new("RGB", (size, size), colour), place, mask)

    def ridge(self, base: float, height: float, colour: Colour, rough: float = 0.55) -> list[Point]:
        """A skyline of hills from edge to edge, filled down to the ground; gives its points."""
        heights = [self.luck.random(), self.luck.random()]
        swing = 0.5
        while len(heights) < 120:
            between = [
                (one + other) / 2 + self.luck.uniform(-swing, swing)
                for one, other in pairwise(heights)
            ]
            heights = [
                each for pair in zip(heights, between, strict=False) for each in pair
            ] + heights[-1:]
            swing *= rough
        step = WIDTH / (len(heights) - 1)
        points = [(place * step, base - each * height) for place, each in enumerate(heights)]
        self.shape([(0, HEIGHT), *points, (WIDTH, HEIGHT)], colour)
        return points

    def finished(self) -> bytes:
        """As WebP."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        written = BytesIO()
        small.save(written, "WEBP", quality=80, method=3)
        return written.getvalue()


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`share` 0 is the first colour, 1 the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
