"""What each part of the team may do with what fans wrote: as little as its work needs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from community.fans.blog import articles
from community.fans.forum import boards, posts, threads
from community.kernel import clock
from community.kernel.permissions import SYSTEM
from community.kernel.refusals import NotAllowed

pytestmark = pytest.mark.databases

OTHERS = ("agent", "marketer")


@pytest.fixture
def words_of_fans(question, say) -> dict[str, Callable[[Any], None]]:
    """Everything that changes what a fan wrote."""
    answer = say(question)
    return {
        "edit": lambda by: posts.edit(answer, "Not what was said.", by=by),
        "rename": lambda by: threads.rename(question, "Not what was asked?", by=by),
        "accept": lambda by: posts.accept(answer, by=by),
        "withdraw": lambda by: posts.withdraw_acceptance(answer, by=by),
        "hide": lambda by: posts.hide(answer, by=by),
        "restore": lambda by: posts.restore(answer, by=by),
        "delete": lambda by: posts.delete(answer, by=by),
        "hide thread": lambda by: threads.hide(question, by=by),
    }


@pytest.mark.parametrize("role", OTHERS)
def test_c11_the_words_of_fans_are_changed_by_moderators_alone(words_of_fans, cast, role):
    for name, change in words_of_fans.items():
        with pytest.raises(NotAllowed):
            change(getattr(cast, role))
            pytest.fail(name)


def test_c11_a_moderator_may_do_all_of_it(words_of_fans, cast):
    for change in words_of_fans.values():
        change(cast.moderator)


def test_c11_a_care_agent_keeps_order_and_a_marketer_does_not(thread, cast):
    running = boards.create("running", {"en": "Running"}, by=SYSTEM)
    order = [
        lambda by: threads.close(thread, by=by),
        lambda by: threads.reopen(thread, by=by),
        lambda by: threads.pin(thread, by=by),
        lambda by: threads.unpin(thread, by=by),
        lambda by: threads.move(thread, running, by=by),
    ]
    for act in order:
        with pytest.raises(NotAllowed):
            act(cast.marketer)
        act(cast.agent)


def test_c11_pages_offer_only_what_one_may_do(sign_in, question, say, cast):
    post = say(question)
    offered = {
        role: sign_in(getattr(cast, role)).get(f"/posts/{post.id}/menu").text
        + sign_in(getattr(cast, role)).get(threads.address(question)).text
        for role in ("moderator", *OTHERS)
    }
    for sign in ("/removal", f"/posts/{post.id}/edit", f"/posts/{post.id}/answer", "/hiding"):
        assert [role for role in offered if f'{sign}"' in offered[role]] == ["moderator"], sign
    for sign in ("/closure", "/pin", "/board"):
        assert [role for role in offered if f'/t/{question.id}{sign}"' in offered[role]] == [
            "moderator",
            "agent",
        ]


def test_whoever_writes_articles_changes_and_publishes_those_of_colleagues(cast, fresh):
    written = articles.write("How a boot is made", "From the last.", by=cast.agent)
    written.created_at = clock.now() - timedelta(days=90)
    articles.change(written, by=cast.marketer, title="How boots are made", source="To the lace.")
    articles.publish(written, by=cast.marketer)
    assert fresh(threads.one(written.thread_id)).title == "How boots are made"
    assert articles.opening(written).markdown == "To the lace."
    with pytest.raises(NotAllowed):
        articles.change(written, by=cast.fan, title="Mine", source="All mine.")


def test_comments_under_an_article_are_the_words_of_fans(cast):
    article = articles.write("How a boot is made", "From the last.", by=cast.marketer)
    articles.publish(article, by=cast.marketer)
    comment = posts.reply(threads.one(article.thread_id), "Mine squeak.", by=cast.fan)
    with pytest.raises(NotAllowed):
        posts.edit(comment, "Mine are perfect.", by=cast.marketer)
