"""Whoever writes or reacts has contributed: lists and the funnel count it."""

import pytest

from community.fans.forum import boards, posts, threads
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.people import members

pytestmark = pytest.mark.databases


def test_a_thread_and_a_reply_are_contributions_of_their_authors(cast, work):
    board = boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)
    thread = threads.start(board, "Which wax?", "It is cold up here.", by=cast.fan)
    posts.reply(thread, "Blue, in a thin layer.", by=cast.second_fan)
    work()
    db.session.expire_all()
    for account in (cast.fan, cast.second_fan):
        member = members.one(account.member_id)
        assert (member.contributions, member.activity) == (1, "active")
