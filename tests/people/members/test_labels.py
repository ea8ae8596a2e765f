"""Values stand on the record as people say them."""

from community.people.members import labels


def test_a_language_stands_under_its_own_name(app):
    assert labels.value("language", "fa") == "فارسی"


def test_every_other_value_is_shown_as_it_was_said(app):
    assert labels.value("language", "tlh") == "tlh"
    assert labels.value("city", "de") == "de"
