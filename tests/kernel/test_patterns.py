"""What repeats is drawn once per kind, and filled in as if it had been drawn each time."""

from typing import Any

from jinja2 import DictLoader
from markupsafe import Markup, escape

from community.kernel.application import Application
from community.kernel.patterns import Repeated, filled, repeated

LOAF = """{% macro loaf(loaf, say) -%}
<li class="{% if loaf.fresh %}fresh{% endif %}">{{ loaf.name }}{% if loaf.note %} ({{ loaf.note }}, {{ loaf.name }}){% endif %} {{ say.price }} 100 %</li>
{%- endmacro %}"""
SAY = {"language": "en", "price": "Price & tax:"}


def loaf(name: str, note: str = "", fresh: bool = False) -> Repeated:
    return Repeated({"name": escape(name), "note": escape(note)}, {"fresh": fresh})


def macro_of(bakery: Application) -> Any:
    environment = bakery.jinja_env.overlay(loader=DictLoader({"loaf.html": LOAF}))
    return environment.get_template("loaf.html").module.loaf  # type: ignore[attr-defined]


def test_a_filled_pattern_equals_what_the_macro_draws(bakery: Application) -> None:
    loaves = [
        loaf("Rye"), loaf("<b>Oat</b>", "100 % spelt"), loaf("%s", fresh=True), loaf("‘Spelt’ & co", "{}", fresh=True),
        loaf("Rye", "x"),
    ]  # fmt: skip
    with bakery.app_context():
        draw = macro_of(bakery)
        expected = Markup("\n").join(draw(loaf, SAY) for loaf in loaves)
        for _ in range(2):
            assert repeated(loaves, draw, SAY) == expected


def test_the_macro_draws_once_per_kind(bakery: Application) -> None:
    drawn: list[object] = []

    def draw(loaf: Any, say: dict[str, Any]) -> Markup:
        drawn.append(loaf)
        return Markup("<li>{}</li>").format(loaf.name)

    draw.name = "counted"  # type: ignore[attr-defined]
    with bakery.app_context():
        repeated(
            [loaf("Rye"), loaf("Oat"), loaf("Bun", fresh=True), loaf("Roll", fresh=True)], draw, SAY
        )
    assert len(drawn) == 2


def test_each_language_has_its_own_patterns(bakery: Application) -> None:
    with bakery.app_context():
        draw = macro_of(bakery)
        english = repeated([loaf("Rye")], draw, SAY)
        german = repeated([loaf("Rye")], draw, {"language": "de", "price": "Preis:"})
    assert "Preis:" in german
    assert "Price &amp; tax:" in english


def test_plain_dictionaries_are_drawn_one_by_one(bakery: Application) -> None:
    with bakery.app_context():
        assert "Rye" in repeated([{"name": "Rye"}], macro_of(bakery), SAY)


def test_nothing_gives_nothing(bakery: Application) -> None:
    with bakery.app_context():
        assert repeated([], macro_of(bakery), SAY) == ""


def test_a_piece_is_drawn_once_for_each_choice_of_texts(bakery: Application) -> None:
    drawn: list[object] = []

    def draw(marks: dict[str, Any]) -> str:
        drawn.append(marks)
        note = Markup("<p>{}</p>").format(marks["note"]) if marks["note"] else ""
        return Markup("100 % <b>{}</b>{}").format(marks["name"], note)

    with bakery.test_request_context():
        plain = [filled("loaf", draw, {"name": name, "note": ""}) for name in ("Rye", "Oat")]
        noted = filled("loaf", draw, {"name": escape("<Bun>"), "note": "%s"})
    assert plain == ["100 % <b>Rye</b>", "100 % <b>Oat</b>"]
    assert noted == "100 % <b>&lt;Bun&gt;</b><p>%s</p>"
    assert len(drawn) == 2
