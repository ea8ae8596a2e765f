"""What stands for a person without a picture."""

import pytest

from community.kernel import faces


def test_a_handle_keeps_its_hue_however_it_is_written() -> None:
    assert faces.hue("Mia") == faces.hue("mia")
    assert 0 <= int(faces.hue("mia")) < 24


def test_a_hue_in_degrees_falls_into_its_class() -> None:
    assert [faces.hue(degrees) for degrees in (0, 14, 15, 200, 359)] == [
        "00", "00", "01", "13", "23",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mia Berg", "MB"),
        ("mia", "MI"),
        ("Lars van der Öst", "LÖ"),
        ("آرش کریمی", "آک"),
        ("_", "?"),
    ],
)
def test_a_monogram_is_two_letters_of_the_name(name: str, letters: str) -> None:
    assert faces.monogram(name) == letters
