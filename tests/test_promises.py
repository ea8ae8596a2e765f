"""The house's promises: each is checked on the running application, and says why it matters."""

import re
from collections import Counter

from flask import Flask

from community.kernel.db import Base
from community.kernel.room import house
from community.kernel.slots import Entry, NotificationKind, Privacy, TimelineSentence

PEOPLE = {"accounts", "members"}


def test_every_change_names_a_permission_that_some_room_declares(app: Flask) -> None:
    """A POST without a permission is a door without a lock."""
    rules = house().rules
    open_doors = [
        f"{room.name} {route.rule} {route.permission or '(none)'}"
        for room in house().rooms
        for route in room.routes
        if set(route.methods) - {"GET"} and route.permission not in rules
    ]
    assert open_doors == []


def test_every_column_that_points_to_a_person_is_covered_by_a_privacy_slot(app: Flask) -> None:
    """Whoever asks for their data, or to be forgotten, must be answered by every table."""
    covered = {column for slot in house().slots.of(Privacy) for column in slot.columns}
    pointing = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in PEOPLE
    }
    assert pointing - covered == set()


def test_privacy_slots_name_columns_that_exist(app: Flask) -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
    }
    for slot in house().slots.of(Privacy):
        assert set(slot.columns) - columns == set(), slot.name


def test_every_foreign_key_is_indexed(app: Flask) -> None:
    """Deleting a person, or listing what is theirs, must not read whole tables."""
    bare = []
    for table in Base.metadata.tables.values():
        leading = {index.columns.values()[0].name for index in table.indexes if len(index.columns)}
        leading |= {constraint.columns.values()[0].name for constraint in table.constraints if len(getattr(constraint, "columns", ()))
                    and constraint.__class__.__name__ in ("PrimaryKeyConstraint", "UniqueConstraint")}  # fmt: skip
        leading |= {column.name for column in table.columns if column.unique or column.index}
        bare += [
            f"{table.name}.{column.name}"
            for column in table.columns
            if column.foreign_keys and column.name not in leading
        ]
    assert bare == []


def test_every_event_of_a_room_can_be_told_in_words(app: Flask) -> None:
    """A timeline that leaves out what happened is not a record."""
    told = {sentence.event for sentence in house().slots.of(TimelineSentence)}
    announced = {
        name
        for room in house().rooms
        if room.events
        for name, value in vars(room.events).items()
        if isinstance(value, type) and value.__module__ == room.events.__name__
    }
    assert announced - told == set()


def test_every_room_setting_and_page_says_what_it_is_for(app: Flask) -> None:
    for room in house().rooms:
        assert room.sentence.endswith("."), f"{room.name} has no sentence"
    for setting in house().settings.values():
        assert str(setting.label), setting.name


def test_every_navigation_entry_leads_to_a_page(app: Flask) -> None:
    adapter = app.url_map.bind("127.0.0.1")
    for entry in house().slots.of(Entry):
        assert adapter.match(entry.path, method="GET")[0], entry.path


def test_every_notification_says_why_it_came(app: Flask) -> None:
    for kind in house().slots.of(NotificationKind):
        assert str(kind.reason), kind.name


def test_notification_sentences_use_only_known_places(app: Flask) -> None:
    for kind in house().slots.of(NotificationKind):
        unknown = set(re.findall(r"%\(\w+\)s", str(kind.label))) - {"%(who)s", "%(title)s"}
        assert unknown == set(), kind.name


def test_each_address_has_one_answer(app) -> None:
    answered = Counter(
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )
    assert [each for each, times in answered.items() if times > 1] == []
