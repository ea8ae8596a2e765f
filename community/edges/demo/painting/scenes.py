"""Five scenes: snow, clay, night, workshop and bridge."""

import math
import random
from itertools import pairwise

from .canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mixed

WHITE: Colour = (250, 247, 240)


def paint(scene: str, about: str) -> bytes:
    """WebP of 1600 x 800; the same words give the same picture."""
    return SCENES[scene](random.Random(about)).finished()


def snow_ridge(luck: random.Random) -> Canvas:
    canvas = Canvas(
        [(38, 66, 112), (86, 128, 176), (196, 205, 214), (247, 219, 188), (250, 228, 205)], luck
    )
    sun = luck.uniform(350, 1250)
    canvas.glow(sun, 430, 420, (255, 226, 176), 0.9)
    canvas.disc(sun, 430, 46, (255, 240, 214))
    far, near = (158, 180, 208), (34, 62, 104)
    for layer in range(5):
        share = layer / 4
        skyline = canvas.ridge(470 + 62 * layer, 210 - 26 * layer, mixed(far, near, share), 0.5)
        if layer in (1, 2):
            _snow_on(canvas, skyline, mixed((226, 233, 242), (206, 220, 238), share))
    _slope_with_track(canvas, luck)
    return canvas


def _snow_on(canvas: Canvas, skyline: list[Point], colour: Colour) -> None:
    """White where the hill is high, with a ragged lower edge."""
    high = sorted(y for _, y in skyline)[len(skyline) // 3]
    for (x, y), (next_x, next_y) in pairwise(skyline):
        if y < high:
            deep = (high - y) * canvas.luck.uniform(0.35, 0.6)
            canvas.shape([(x, y), (next_x, next_y), (next_x, next_y + deep), (x, y + deep)], colour)


def _slope_with_track(canvas: Canvas, luck: random.Random) -> None:
    slope = [(0, 690), (420, 650), (900, 706), (1600, 612), (WIDTH, HEIGHT), (0, HEIGHT)]
    canvas.shape(slope, (238, 242, 247))
    canvas.shape([(0, 760), (700, 720), (1600, 770), (WIDTH, HEIGHT), (0, HEIGHT)], (222, 231, 241))
    start = luck.uniform(500, 900)
    for offset in (0, 9):
        track = [
            (
                start + offset + 190 * math.sin(step / 9) * (0.25 + step / 60) + step * 3,
                668 + step * 2.4,
            )
            for step in range(60)
        ]
        canvas.line(track, (176, 196, 220), 3)


def clay_court(luck: random.Random) -> Canvas:
    canvas = Canvas([(176, 208, 226), (222, 226, 214), (240, 226, 196), (240, 226, 196)], luck)
    for _ in range(26):
        canvas.disc(
            luck.uniform(0, WIDTH),
            luck.uniform(250, 292),
            luck.uniform(40, 90),
            mixed((62, 92, 74), (88, 118, 86), luck.random()),
        )
    canvas.box(0, 290, WIDTH, 340, (44, 74, 66))
    canvas.shape([(0, 340), (WIDTH, 340), (WIDTH, HEIGHT), (0, HEIGHT)], (178, 90, 56))
    lean = luck.uniform(-120, 120)
    canvas.shape(_on_court(lean, [(-1, 0), (1, 0), (1, 1), (-1, 1)]), (196, 104, 66))
    for one, other in (
        ((-1, 0), (1, 0)),
        ((-1, 0), (-1, 1)),
        ((1, 0), (1, 1)),
        ((-0.75, 0), (-0.75, 1)),
        ((0.75, 0), (0.75, 1)),
        ((-0.75, 0.42), (0.75, 0.42)),
        ((0, 0.18), (0, 0.42)),
    ):
        canvas.line(_on_court(lean, [one, other]), (248, 232, 214), 5)
    _net(canvas, lean)
    _ball(canvas, luck)
    return canvas


def _on_court(lean: float, places: list[Point]) -> list[Point]:
    """(-1..1 across, 0..1 towards us) -> points in perspective."""
    found = []
    for across, near in places:
        depth = near**1.5
        half = 430 + 620 * depth
        found.append((800 + lean * (1 - depth) + across * half, 372 + 470 * depth))
    return found


def _net(canvas: Canvas, lean: float) -> None:
    (left, top), (right, _) = _on_court(lean, [(-1.12, 0.18), (1.12, 0.18)])
    canvas.shape(
        [(left, top - 52), (right, top - 52), (right, top + 4), (left, top + 4)], (120, 66, 50)
    )
    for thread in range(int(left), int(right), 12):
        canvas.line([(thread, top - 50), (thread, top + 2)], (92, 54, 46), 1)
    canvas.line([(left, top - 52), (right, top - 52)], WHITE, 9)
    for x in (left, right):
        canvas.line([(x, top - 64), (x, top + 12)], (44, 60, 56), 9)


def _ball(canvas: Canvas, luck: random.Random) -> None:
    x, y = luck.uniform(420, 1180), luck.uniform(600, 700)
    canvas.shape(
        [(x - 60, y + 34), (x - 6, y + 24), (x + 26, y + 34), (x - 8, y + 44)], (142, 70, 46)
    )
    canvas.disc(x, y, 25, (206, 220, 84))
    canvas.line([(x - 22, y - 10), (x - 4, y - 2), (x + 8, y + 22)], (240, 244, 200), 3)


def night_run(luck: random.Random) -> Canvas:
    canvas = Canvas([(12, 18, 40), (22, 34, 68), (46, 58, 96), (70, 74, 104)], luck)
    for _ in range(90):
        canvas.disc(
            luck.uniform(0, WIDTH), luck.uniform(0, 300), luck.uniform(0.6, 1.6), (190, 200, 226)
        )
    _skyline(canvas, luck)
    canvas.box(0, 540, WIDTH, 640, (20, 32, 62))
    for _ in range(120):
        x, y = luck.uniform(0, WIDTH), luck.uniform(548, 634)
        canvas.line(
            [(x, y), (x + luck.uniform(20, 90), y)],
            mixed((30, 44, 80), (196, 160, 98), luck.random() ** 3),
            2,
        )
    canvas.shape([(0, 640), (WIDTH, 632), (WIDTH, HEIGHT), (0, HEIGHT)], (14, 18, 34))
    canvas.shape([(0, 690), (WIDTH, 676), (WIDTH, 760), (0, 780)], (30, 36, 58))
    for place in range(140, WIDTH, 330):
        _street_lamp(canvas, place + luck.uniform(-20, 20))
    _runners(canvas, luck, 690)
    return canvas


def _skyline(canvas: Canvas, luck: random.Random) -> None:
    x = -20.0
    while x < WIDTH:
        wide, tall = luck.uniform(50, 130), luck.uniform(60, 220)
        canvas.box(x, 540 - tall, x + wide, 540, mixed((24, 32, 62), (36, 46, 82), luck.random()))
        for _ in range(int(wide * tall / 1400)):
            left, top = luck.uniform(x + 6, x + wide - 10), luck.uniform(546 - tall, 528)
            canvas.box(
                left, top, left + 5, top + 7, mixed((240, 196, 116), (120, 120, 140), luck.random())
            )
        x += wide + luck.uniform(-8, 16)


def _street_lamp(canvas: Canvas, x: float) -> None:
    canvas.line([(x, 700), (x, 478), (x + 26, 462)], (8, 10, 22), 6)
    canvas.glow(x + 28, 468, 150, (255, 206, 122), 0.75)
    canvas.disc(x + 28, 468, 9, (255, 240, 206))
    canvas.glow(x + 28, 720, 130, (255, 206, 122), 0.28)


def _runners(
    canvas: Canvas, luck: random.Random, ground: float, colour: Colour = (6, 8, 18), size: float = 1
) -> None:
    x = luck.uniform(260, 420)
    for number in range(5):
        x += luck.uniform(90, 200) * size
        y = ground + luck.uniform(-6, 30) * (size == 1)
        _runner(canvas, x, y, (1 if number % 2 else -1) * size, size, colour)


def _runner(canvas: Canvas, x: float, y: float, step: float, size: float, colour: Colour) -> None:
    """`step` is negative for those on the other foot."""

    def limb(points: list[Point], width: float) -> None:
        canvas.line(
            [(x + across * size, y - up * size) for across, up in points], colour, width * size
        )

    foot = step / size
    canvas.disc(x + 8 * size, y - 88 * size, 11 * size, colour)
    limb([(4, 76), (-4, 40)], 17)
    limb([(-4, 42), (18 * foot, 20), (8 * foot - 10, -4)], 9)
    limb([(-4, 42), (-14 * foot, 20), (-34 * foot, 12)], 9)
    limb([(2, 70), (20 * foot, 54), (30 * foot, 66)], 6)
    limb([(2, 70), (-18 * foot, 56)], 6)


def workshop(luck: random.Random) -> Canvas:
    canvas = Canvas([(92, 74, 60), (122, 98, 76), (142, 114, 86), (120, 94, 70)], luck)
    for x in range(0, WIDTH, 100):
        canvas.line([(x, 0), (x, 560)], (104, 84, 66), 2)
    _window(canvas, luck.uniform(150, 300))
    canvas.box(700, 120, 1400, 130, (70, 54, 42))
    for place in range(9):
        _tool(canvas, 740 + place * 78, luck)
    for place, colour in enumerate(((52, 92, 142), (206, 96, 62), (234, 226, 208))):
        x = 1450 + place * 44
        canvas.line([(x, 592), (x + 26, 90), (x + 34, 66)], colour, 20)
        canvas.line([(x + 13, 360), (x + 17, 290)], (40, 38, 42), 26)
    canvas.box(0, 560, WIDTH, 612, (188, 146, 98))
    canvas.box(0, 612, WIDTH, HEIGHT, (74, 56, 44))
    canvas.box(0, 604, WIDTH, 614, (150, 112, 74))
    _bench_things(canvas, luck)
    return canvas


def _window(canvas: Canvas, x: float) -> None:
    canvas.glow(x + 130, 300, 420, (255, 236, 200), 0.55)
    canvas.box(x, 130, x + 280, 450, (222, 232, 238))
    canvas.shape(
        [(x, 450), (x, 360), (x + 90, 300), (x + 170, 350), (x + 280, 280), (x + 280, 450)],
        (172, 192, 212),
    )
    for offset in (0, 140, 280):
        canvas.line([(x + offset, 126), (x + offset, 454)], (64, 50, 40), 12)
    for y in (130, 290, 450):
        canvas.line([(x - 6, y), (x + 286, y)], (64, 50, 40), 12)


def _tool(canvas: Canvas, x: float, luck: random.Random) -> None:
    """A file, a spanner or a brush on its nail."""
    dark, long = (48, 42, 40), luck.uniform(90, 170)
    kind = luck.randrange(3)
    canvas.line([(x, 130), (x, 150)], (40, 34, 30), 4)
    canvas.line([(x, 150), (x, 150 + long)], mixed(dark, (120, 116, 112), 0.4), 10)
    if kind == 0:
        canvas.line([(x, 150 + long), (x, 150 + long + 50)], (184, 78, 52), 20)
    elif kind == 1:
        canvas.disc(x, 150 + long, 18, dark)
        canvas.disc(x, 150 + long + 6, 9, (132, 106, 82))
    else:
        canvas.box(x - 24, 150 + long, x + 24, 150 + long + 30, (206, 176, 120))


def _bench_things(canvas: Canvas, luck: random.Random) -> None:
    x = luck.uniform(520, 640)
    canvas.line([(x, 548), (x + 560, 536), (x + 610, 520)], (226, 232, 236), 22)
    canvas.line([(x, 556), (x + 560, 544)], (40, 62, 96), 7)
    for place in (120, 420):
        canvas.box(x + place, 552, x + place + 60, 566, (52, 48, 50))
    canvas.shape([(260, 560), (274, 500), (340, 500), (354, 560)], (58, 104, 150))
    canvas.line([(354, 524), (384, 528), (372, 552), (350, 550)], (58, 104, 150), 8)
    for place in range(14):
        left = x + 140 + place * luck.uniform(18, 30)
        canvas.line([(left, 568), (left + 12, 562), (left + 18, 570)], (232, 206, 160), 3)


def city_bridge(luck: random.Random) -> Canvas:
    canvas = Canvas(
        [(70, 92, 142), (146, 132, 162), (232, 166, 138), (250, 206, 150), (250, 214, 166)], luck
    )
    canvas.glow(luck.uniform(500, 1100), 470, 460, (255, 224, 160), 0.8)
    canvas.ridge(500, 70, (142, 118, 140), 0.45)
    canvas.ridge(520, 50, (104, 92, 124), 0.45)
    canvas.box(0, 520, WIDTH, HEIGHT, (98, 104, 144))
    for _ in range(220):
        x, y = luck.uniform(-40, WIDTH), 520 + luck.random() ** 1.4 * 270
        canvas.line(
            [(x, y), (x + luck.uniform(30, 140), y)],
            mixed((84, 92, 136), (250, 204, 158), luck.random() ** 2),
            2.4,
        )
    for left, right in ((-500, 420), (420, 1180), (1180, 2100)):
        _cable(canvas, left, right)
    canvas.box(0, 470, WIDTH, 488, (44, 48, 80))
    canvas.line([(0, 452), (WIDTH, 452)], (44, 48, 80), 3)
    for x in (420, 1180):
        canvas.shape([(x - 26, 620), (x - 18, 150), (x + 18, 150), (x + 26, 620)], (40, 44, 74))
        canvas.shape([(x - 34, 640), (x - 40, 606), (x + 40, 606), (x + 34, 640)], (32, 36, 62))
    _runners(canvas, luck, 468, (28, 30, 56), 0.4)
    return canvas


def _cable(canvas: Canvas, left: float, right: float) -> None:
    dark = (44, 48, 80)
    points = []
    for step in range(41):
        share = step / 40
        points.append((left + (right - left) * share, 160 + 270 * (1 - (2 * share - 1) ** 2)))
    canvas.line(points, dark, 6)
    for x, y in points[1:-1]:
        canvas.line([(x, y), (x, 470)], dark, 2)


SCENES = {
    "snow_ridge": snow_ridge,
    "clay_court": clay_court,
    "night_run": night_run,
    "workshop": workshop,
    "city_bridge": city_bridge,
}
