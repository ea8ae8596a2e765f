"""Figures stand in the reader's script, in sentences, rows and dates alike."""

from datetime import UTC, datetime

import pytest
from flask import render_template_string

from community.kernel import i18n


@pytest.mark.parametrize(
    ("code", "thousand", "share"),
    [("en", "1,204", "13 %"), ("de", "1.204", "13 %"), ("fa", "۱٬۲۰۴", "۱۳ %")],
)
def test_numbers_are_written_as_the_reader_writes_them(app, code, thousand, share):
    with app.test_request_context(), i18n.in_language(code):
        assert i18n.number(1204) == i18n.figure(1204, code) == thousand
        assert i18n.percent(0.13) == share


def test_a_count_in_a_sentence_has_the_same_figures(app):
    with app.test_request_context(), i18n.in_language("fa"):
        assert "۱۲" in i18n.ngettext("%(num)d thread", "%(num)d threads", 12)
        sentence = "{{ ngettext('%(num)d thread', '%(num)d threads', 12) }}"
        assert "۱۲" in render_template_string(sentence)


def test_a_title_with_figures_in_a_sentence_stays_as_it_was_written(app):
    with app.test_request_context(), i18n.in_language("fa"):
        said = i18n.ngettext("%(num)d in %(title)s", "%(num)d in %(title)s", 3, title="Dal 3")
        assert "۳" in said
        assert "Dal 3" in said


def test_dates_follow(app):
    with app.test_request_context(), i18n.in_language("fa"):
        assert "۲۰۲۵" in i18n.date(datetime(2025, 3, 9, tzinfo=UTC))
