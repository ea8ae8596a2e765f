"""What stands for a person without a picture: two letters on a hue that stays with the handle."""

import zlib

from flask import Flask

HUES = 24


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(hue=hue, monogram=monogram)


def hue(of: str | int) -> str:
    """`00` to `23`, the number of a `.hue-NN` class: of a handle, or of a hue in degrees."""
    number = of // 15 if isinstance(of, int) else zlib.crc32(of.lower().encode())
    return f"{number % HUES:02d}"


def monogram(name: str) -> str:
    """`Mia Berg` -> `MB`, `mia` -> `MI`; a script without capitals keeps its letters."""
    words = [word for word in name.replace("_", " ").replace("-", " ").split() if word[0].isalnum()]
    letters = words[0][0] + words[-1][0] if len(words) > 1 else "".join(words)[:2]
    return letters.upper() or "?"
