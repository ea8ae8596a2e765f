"""A few members who differ in everything marketers ask for."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from community.fans.forum import boards, threads
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.people import consent, members


@pytest.fixture
def crowd(app: Flask, cast: Any) -> SimpleNamespace:
    """Ada skis, came by Instagram and agreed to mails; Bima came by Reddit, agreed to nothing; Noor only reads."""
    skiing = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    threads.start(skiing, "Which wax for minus ten?", "It is cold up here.", by=cast.fan)
    members.note_contribution(cast.fan.member_id, clock.now())
    members.note_arrival(cast.fan.member_id, "instagram", "winter-26", clock.now())
    members.note_arrival(cast.second_fan.member_id, "reddit", "", clock.now())
    consent.give(cast.fan.member_id, "newsletter", "test")
    members.note(cast.fan.member_id, "city", "Åre", method="declared", source="fan")
    members.note(
        cast.second_fan.member_id,
        "city",
        "Bandung",
        method="provider",
        source="linkedin",
        uses=("show",),
    )
    members.note(
        cast.fan.member_id,
        "name",
        '=HYPERLINK("http://evil.example")',
        method="declared",
        source="fan",
    )
    assert cast.newcomer.id
    db.session.commit()
    return SimpleNamespace(ada=cast.fan, bima=cast.second_fan, noor=cast.newcomer, board=skiing)
