"""The brand's colour in six digits."""

import pytest

from community.commons.branding.colours import hex_of


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue", "digits"),
    [
        (0, 0, 0, "#000000"),
        (1, 0, 0, "#ffffff"),
        (0.628, 0.2577, 29.23, "#ff0000"),
        (0.452, 0.3132, 264.05, "#0000ff"),
    ],
)
def test_oklch_becomes_what_a_screen_shows(
    lightness: float, chroma: float, hue: float, digits: str
) -> None:
    found = hex_of(lightness, chroma, hue)
    assert len(found) == 7
    assert all(abs(int(found[i : i + 2], 16) - int(digits[i : i + 2], 16)) <= 2 for i in (1, 3, 5))
