"""Ideas: a few votes each, given back when settled; every voter hears what became of it."""

import pytest

from community.commons import notifications
from community.fans.forum import boards, follows, threads
from community.fans.forum.kinds.idea import deciding, voting
from community.fans.forum.kinds.idea.models import Idea, IdeaDecision, IdeaVote
from community.fans.forum.kinds.idea.showing import by_votes
from community.fans.forum.models import Closure
from community.fans.forum.refusals import IdeaSettled, NotIntoItself, NoVotesLeft
from community.kernel import settings
from community.kernel.db import db
from community.kernel.permissions import NOBODY
from community.kernel.refusals import NotAllowed, NotFound
from tests.fans.forum.pressing import send
from tests.fans.forum.test_reactions import together

pytestmark = pytest.mark.databases


@pytest.fixture
def suggest(start):
    return lambda title="Longer laces", **more: start(title, kind="idea", **more)


def votes_of(thread):
    db.session.expire_all()
    return db.session.get_one(Idea, thread.id).votes_count


def test_a_vote_counts_once_and_can_be_taken_back(suggest, cast):
    idea = suggest()
    voting.vote(idea, by=cast.fan)
    voting.vote(idea, by=cast.fan)
    voting.vote(idea, by=cast.second_fan)
    assert votes_of(idea) == 2
    voting.withdraw(idea, by=cast.fan)
    voting.withdraw(idea, by=cast.fan)
    assert votes_of(idea) == 1


def test_votes_are_few_and_come_back_when_an_idea_is_settled(suggest, cast):
    settings.change("forum.idea_votes_1", 2)
    first, second, third = suggest("One more"), suggest("Two more"), suggest("Three more")
    voting.vote(first, by=cast.fan)
    voting.vote(second, by=cast.fan)
    with pytest.raises(NoVotesLeft, match="All your 2 votes"):
        voting.vote(third, by=cast.fan)
    deciding.decide(first, "planned", by=cast.moderator)
    with pytest.raises(NoVotesLeft):
        voting.vote(third, by=cast.fan)
    deciding.decide(first, "done", by=cast.moderator, note="In the shop since May.")
    voting.vote(third, by=cast.fan)
    with pytest.raises(IdeaSettled):
        voting.vote(first, by=cast.second_fan)


def test_every_status_is_a_row_with_who_when_and_what_was_said(suggest, cast):
    idea = suggest()
    deciding.decide(idea, "planned", by=cast.moderator, note="For the autumn.")
    deciding.decide(idea, "declined", by=cast.operator)
    said = [(each.status, each.note, each.by_id) for each in deciding.history(idea.id)]
    assert said == [
        ("declined", "", cast.operator.id),
        ("planned", "For the autumn.", cast.moderator.id),
    ]
    with pytest.raises(NotAllowed):
        deciding.decide(idea, "done", by=cast.fan)


def test_every_voter_and_the_author_hear_of_the_status(suggest, work, cast):
    idea = suggest()
    voting.vote(idea, by=cast.second_fan)
    voting.vote(idea, by=cast.newcomer)
    follows.follow("thread", idea.id, "muted", by=cast.newcomer)
    deciding.decide(idea, "started", by=cast.moderator)
    work()
    told = {who.handle: [each.kind for each in notifications.latest(who.id)] for who in
            (cast.fan, cast.second_fan, cast.newcomer, cast.moderator)}  # fmt: skip
    assert told == {"ada": ["idea"], "bima": ["idea"], "noor": [], "mats": []}


def test_merging_moves_votes_and_people_and_closes_the_twin(suggest, cast, work):
    twin, stays = suggest("Laces longer"), suggest("Longer laces")
    for who in (cast.fan, cast.second_fan):
        voting.vote(twin, by=who)
    voting.vote(stays, by=cast.second_fan)
    deciding.merge(twin, stays, by=cast.moderator)
    assert (votes_of(twin), votes_of(stays)) == (0, 2)
    assert db.session.get(Closure, twin.id)
    assert follows.level(cast.fan.id, "thread", stays.id) == "watching"
    assert voting.spent_of(cast.second_fan.id) == 1
    with pytest.raises(NotIntoItself):
        deciding.merge(stays, twin, by=cast.moderator)
    with pytest.raises(NotIntoItself):
        deciding.merge(stays, stays, by=cast.moderator)
    work()
    assert notifications.latest(cast.second_fan.id)[0].kind == "idea"


def test_h1_fifty_votes_of_five_people_at_once_count_five(app, suggest, cast):
    idea_id = suggest().id
    people = [
        each.id for each in (cast.fan, cast.newcomer, cast.moderator, cast.marketer, cast.operator)
    ]
    db.session.commit()
    assert (
        together([lambda who=who: vote(app, idea_id, who) for who in people for _ in range(10)])
        == []
    )
    assert db.session.query(IdeaVote).count() == 5
    assert db.session.get_one(Idea, idea_id).votes_count == 5


def test_h1_the_last_vote_is_not_spent_twice(app, suggest, cast):
    settings.change("forum.idea_votes_1", 2)
    ids, who = [suggest(f"Idea {number}").id for number in range(8)], cast.fan.id
    db.session.commit()
    faults = together([lambda idea_id=idea_id: vote(app, idea_id, who) for idea_id in ids])
    assert {type(fault) for fault in faults} == {NoVotesLeft} and len(faults) == 6
    assert voting.spent_of(who) == 2


def vote(app, thread_id, account_id):
    from community.people import accounts

    with app.app_context():
        voting.vote(threads.one(thread_id), by=accounts.one(account_id))
        db.session.commit()


def test_the_list_stands_in_the_order_of_votes_and_leaves_out_what_one_may_not_see(
    suggest, team_board, cast
):
    few, many = suggest("Wanted by few"), suggest("Wanted by many")
    secret = suggest("For the team", board=team_board, by=cast.moderator)
    voting.vote(few, by=cast.fan)
    for who in (cast.fan, cast.second_fan):
        voting.vote(many, by=who)
    place = threads.TOP
    assert [row.title for row in by_votes(NOBODY, "open", place=place).rows] == [
        "Wanted by many",
        "Wanted by few",
    ]
    assert secret.id in {row.id for row in by_votes(cast.moderator, "open", place=place).rows}
    threads.hide(many, by=cast.moderator)
    assert [row.title for row in by_votes(NOBODY, "open", place=place).rows] == ["Wanted by few"]
    with pytest.raises(NotFound):
        voting.vote(many, by=cast.newcomer)


def test_the_list_pages_by_key(suggest, cast):
    for number in range(5):
        voting.vote(suggest(f"Idea {number}"), by=cast.operator)
    first = by_votes(NOBODY, "open", place=threads.TOP, limit=2)
    second = by_votes(NOBODY, "open", place=threads.Place(after=first.older), limit=2)
    assert [row.title for row in first.rows + second.rows] == [
        "Idea 4",
        "Idea 3",
        "Idea 2",
        "Idea 1",
    ]


def test_voting_works_by_plain_forms_and_kept_pages_follow(client, sign_in, suggest, cast):
    idea = suggest()
    path, browser = threads.address(idea), sign_in(cast.second_fan)
    assert "<strong>0</strong>" in client.get(path).text
    answer = send(browser, path, f"/t/{idea.id}/votes")
    assert (answer.status_code, answer.location) == (303, f"{path}#kind")
    assert "<strong>1</strong>" in client.get(path).text
    assert "5 votes left" in sign_in(cast.fan).get(path).text
    assert f'action="/t/{idea.id}/votes/removal"' in browser.get(path).text
    send(browser, path, f"/t/{idea.id}/votes/removal")
    assert "<strong>0</strong>" in client.get(path).text


def test_only_the_team_is_shown_the_form_to_decide(sign_in, suggest, cast):
    address = threads.address(suggest())
    assert 'name="status"' in sign_in(cast.moderator).get(address).text
    assert 'name="status"' not in sign_in(cast.fan).get(address).text


def test_the_team_decides_and_merges_by_plain_forms(client, sign_in, suggest, cast):
    idea, twin = suggest(), suggest("The same again")
    browser, path = sign_in(cast.moderator), threads.address(idea)
    send(browser, path, f"/t/{idea.id}/decisions", status="planned", note="<b>Soon</b>")
    page = client.get(path).text
    assert "Planned" in page and "&lt;b&gt;Soon&lt;/b&gt;" in page
    assert "Mats Holm" in client.get(f"/t/{idea.id}/decisions").text
    send(
        browser, threads.address(twin), f"/t/{twin.id}/votes/merger", into=f"http://127.0.0.1{path}"
    )
    assert "Merged into" in client.get(threads.address(twin)).text
    assert "Longer laces" in client.get("/ideas?status=planned").text
    assert client.get("/ideas?status=stolen").status_code == 400


def test_c2_what_an_idea_was_merged_into_is_named_only_to_those_who_may_see_it(
    client, suggest, team_board, cast
):
    secret = suggest("Canary laces", board=team_board, by=cast.moderator)
    twin = suggest("Open laces")
    deciding.merge(twin, secret, by=cast.moderator)
    threads.reopen(twin, by=cast.moderator)
    assert "Canary" not in client.get(threads.address(twin)).text


def test_page_of_an_idea_asks_one_statement_more(client, sign_in, suggest, cast, queries):
    idea = suggest()
    deciding.decide(idea, "planned", by=cast.moderator, note="Soon.")
    path, browser = threads.address(idea), sign_in(cast.second_fan)
    client.get(path)
    browser.get(path)
    for reader, most, address in (
        (client, 5, f"{path}?fresh=1"),
        (browser, 7, path),
        (client, 4, "/ideas?fresh=1"),
    ):
        reader.get(address.split("?")[0])
        with queries() as asked:
            reader.get(address)
        assert len(asked) <= most, "\n".join(asked)


def test_votes_leave_with_whoever_is_erased_and_are_in_their_export(suggest, cast):
    from community.fans.forum.kinds.idea.privacy import PRIVACY

    idea = suggest()
    voting.vote(idea, by=cast.second_fan)
    deciding.decide(idea, "planned", by=cast.moderator)
    ids = [cast.second_fan.id, cast.moderator.id]
    assert PRIVACY.access(ids, 0)["idea_votes"][0]["thread"] == idea.id
    PRIVACY.erase(ids, 0)
    assert votes_of(idea) == 0
    assert db.session.query(IdeaDecision).one().by_id is None


def test_boards_keep_their_number_when_somebody_votes(suggest, board, cast):
    """Votes come by the hundred; the lists of a board do not show them."""
    idea = suggest()
    before = boards.version_of(board.id)
    voting.vote(idea, by=cast.second_fan)
    assert boards.version_of(board.id) == before
