"""A Stack Exchange dump comes in whole: in the order of time, with its history, and every row accounted for."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from community.edges.transfer import stackexchange
from community.edges.transfer.models import ImportedKey, ImportedPost, ImportRun
from community.fans.forum import boards, counts, posts, relations, tags, threads
from community.fans.forum.models import (
    Acceptance,
    Board,
    Closure,
    Post,
    PostVersion,
    Reaction,
    Thread,
)
from community.kernel.db import db
from community.kernel.events import EventRow
from community.kernel.jobs import JobRow
from community.kernel.permissions import NOBODY
from community.people import accounts, members
from community.people.accounts.models import Account, SignIn, Ticket
from community.people.members.models import Member
from tests.people.forms import submit

pytestmark = pytest.mark.databases
FIXTURES = Path(__file__).with_name("fixtures")
SITE = "skiing.stackexchange.example"


@pytest.fixture
def outcome(app):
    return stackexchange.bring(
        FIXTURES / "dump", site=SITE, board="old-house", name="The old house"
    )


def counted(table, *conditions):
    return db.session.scalar(select(func.count()).select_from(table).where(*conditions))


def titled(words):
    return db.session.scalars(select(Thread).where(Thread.title.startswith(words))).one()


def said_in(thread):
    return list(
        db.session.scalars(select(Post).where(Post.thread_id == thread.id).order_by(Post.position))
    )


def name_of(account_id):
    return db.session.get(Account, account_id).name


def balance(outcome):
    return {
        line.table: (line.read, line.stored, line.there, line.refused) for line in outcome.lines
    }


def test_every_row_is_stored_or_refused_with_a_reason(outcome):
    assert outcome.even and not outcome.torn
    assert balance(outcome) == {
        "Users": (8, 5, 0, 3), "Badges": (4, 3, 0, 1), "Tags": (3, 3, 0, 0), "Posts": (12, 5, 0, 7), "Comments": (5, 3, 0, 2),
        "PostHistory": (13, 9, 0, 4), "Votes": (7, 4, 0, 3), "PostLinks": (5, 2, 0, 3),
    }  # fmt: skip
    with outcome.refused.open(encoding="utf-8", newline="") as stream:
        refused = list(csv.DictReader(stream))
    assert (
        len(refused) == sum(line.refused for line in outcome.lines) == sum(outcome.reasons.values())
    )
    why = {(row["table"], row["id"]): row["reason"] for row in refused}
    assert "answers a question" in why["Posts", "4"] and "answers a question" in why["Posts", "7"]
    assert (
        "no text" in why["Posts", "6"]
        and "describes a tag" in why["Posts", "8"]
        and "cannot be read" in why["Posts", "11"]
    )
    assert "same number" in why["Users", "4"] and "cannot be read" in why["Users", "five"]
    assert "bounty" in why["Votes", "6"] and "one and the same" in why["PostLinks", "4"]


def test_balance_is_kept_with_the_run(outcome):
    run = db.session.scalars(select(ImportRun)).one()
    assert run.finished_at and run.balance["Posts"]["refused"] == 7


def test_conversation_stands_in_the_order_of_time(outcome):
    told = said_in(titled("Which wax"))
    assert [(name_of(post.author_id), post.reply_to) for post in told] == [
        ("نرگس", None), ("Wax Queen", 1), ("user31337", None), ("user31337", 3), ("Wax Queen", None), ("نرگس", 5),
    ]  # fmt: skip
    assert told[0].created_at == datetime(2019, 3, 1, 10, tzinfo=UTC)
    assert [post.created_at for post in told] == sorted(post.created_at for post in told)


def test_accepted_answer_and_score_come_along_without_invented_reactions(outcome):
    thread = titled("Which wax")
    accepted = db.session.scalars(select(Acceptance)).one()
    assert thread.accepted_post_id == accepted.post_id == said_in(thread)[4].id
    assert accepted.at == datetime(2019, 3, 5, tzinfo=UTC) and name_of(accepted.by_id) == "نرگس"
    beside = db.session.get(ImportedPost, said_in(thread)[0].id)
    assert (beside.score, beside.up_votes, beside.down_votes) == (7, 2, 1)
    known = {"place": SITE, "url": f"https://{SITE}/q/1", "license": "CC BY-SA 4.0"}
    assert said_in(thread)[0].origin == known
    assert counted(Reaction) == 0 and thread.reactions_count == 0 and thread.views_count == 120


def test_each_board_that_is_made_has_a_colour_of_its_own(outcome):
    stackexchange.bring(FIXTURES / "dump", site="other.example", board="new-house")
    made = db.session.scalars(select(Board.hue).order_by(Board.id.desc()).limit(2)).all()
    assert len(set(made)) == 2


def test_markdown_and_versions_come_from_the_history(outcome):
    opening, *_, answer, _ = said_in(titled("Which wax"))
    assert (opening.source_format, opening.source) == ("markdown", "Which wax at **-5**?")
    version = db.session.scalars(select(PostVersion)).one()
    assert (version.source, version.reason, name_of(version.by_id)) == (
        "Wich wax?",
        "spelling",
        "Wax Queen",
    )
    assert opening.versions_count == 1 and opening.edited_at == version.at
    assert answer.source == "Blue, warm *and* thin."


def test_html_that_markdown_cannot_say_stays_html(outcome):
    opening = said_in(titled("Ski"))[0]
    assert (
        opening.source_format == "html"
        and "<sup>1</sup>" in opening.html
        and "<kbd>Ctrl</kbd>" in opening.html
    )


def test_relative_links_lead_to_where_the_text_stood(outcome):
    answer = said_in(titled("Which wax"))[2]
    assert f'href="https://{SITE}/questions/7/none"' in answer.html


def test_a1_a6_script_in_posts_titles_and_profiles_is_text(outcome, client):
    thread = titled("Which wax")
    page = client.get(f"/t/{thread.id}/{thread.slug}").text
    assert "alert(1)" not in said_in(thread)[2].html
    assert "<img src=x" not in page and "&lt;img src=x" in page
    queen, narges = (
        accounts.find(handle="wax_queen"),
        db.session.scalars(select(Account).where(Account.name == "نرگس")).one(),
    )
    assert "<script" not in queen.about_html and "<strong>everything</strong>" in queen.about_html
    assert queen.about == "I wax **everything**." and narges.website == ""


def test_closings_are_kept_with_their_reason(outcome):
    thread = titled("Same wax")
    closure = db.session.get(Closure, thread.id)
    assert closure.reason == "A duplicate of another question" and closure.at == datetime(
        2019, 4, 2, 10, tzinfo=UTC
    )
    told = db.session.scalars(
        select(EventRow.name).where(EventRow.name.like("Thread%ed")).order_by(EventRow.at)
    ).all()
    assert told[-4:-1] == ["ThreadClosed", "ThreadReopened", "ThreadClosed"]


def test_tags_and_links_between_questions_are_kept(outcome):
    assert tags.of(titled("Which wax").id) == ["c-sharp", "wax"]
    assert {tag.slug: tag.threads_count for tag in tags.popular()} == {"wax": 2, "c-sharp": 1}
    assert tags.find("never-used").threads_count == 0
    related = relations.related(titled("Which wax").id, NOBODY)
    assert [(row.title, row.kind) for row in related] == [
        ("Same wax again", "repeats"),
        ("Ski", "mentions"),
    ]


def test_authors_have_accounts_and_the_others_are_only_known(outcome):
    assert counted(Member) == 7 and counted(Account) == 5
    assert {each.name for each in db.session.scalars(select(Account))} == {
        "Wax Queen",
        "نرگس",
        "Admin",
        "user31337",
        "Anonymous",
    }
    silent = members.identity_of("stackexchange", SITE, "4")
    assert members.one(silent.member_id).name == "Reads Only" and silent.account_id is None
    queen = members.identity_of("stackexchange", SITE, "1")
    facts = {fact.field: fact for fact in members.facts(queen.member_id)}
    assert (
        facts["badges"].value == "Nice Answer × 2, Teacher" and facts["reputation"].value == "412"
    )
    assert {fact.method for fact in facts.values()} == {"imported"} and facts["place"].uses == [
        "show",
        "segment",
    ]
    assert members.one(queen.member_id).contributions == 2
    assert "b58996c504c5638798eb6b511e6f49af" not in repr([fact.value for fact in facts.values()])


def test_nothing_imported_gives_anybody_access(outcome, client, mails, work):
    for account in db.session.scalars(select(Account)):
        assert not account.claimed and account.email is None and account.password_hash is None
        assert account.roles == {"fan"} and account.level == 0
    admin = db.session.scalars(select(Account).where(Account.name == "Admin")).one()
    assert admin.handle != "admin" and not admin.admin
    for name in ("wax_queen", "wax_queen@example.org", ""):
        assert submit(client, "/sign-in", {"email": name, "password": ""}).status_code == 422
        assert submit(client, "/reset", {"email": name}).status_code in (303, 422)
    work()
    assert mails() == [] and counted(Ticket) == 0 and counted(SignIn) == 0


def test_nobody_is_told_and_search_will_know(outcome):
    assert set(db.session.scalars(select(JobRow.name))) <= {"commons.search.jobs.refresh"}
    names = set(db.session.scalars(select(EventRow.name)))
    assert {"ThreadStarted", "Replied", "AnswerAccepted", "PostEdited", "MemberCreated"} <= names
    assert "SignedUp" not in names


def test_counters_equal_rows(outcome):
    def shown():
        db.session.expire_all()
        return [
            (each.id, each.posts_count, each.last_position, each.score, each.voices)
            for each in db.session.scalars(select(Thread))
        ], [(each.slug, each.threads_count) for each in tags.popular()]

    before, board = shown(), boards.found("old-house", NOBODY)
    for thread_id in counts.thread_ids():
        counts.recount_thread(thread_id)
    entity = boards.entity(board.id)
    assert (entity.threads_count, entity.posts_count) == (3, 8)
    assert shown() == before


def test_second_run_adds_nothing(outcome):
    tables = (Member, Account, Thread, Post, ImportedKey, ImportedPost, PostVersion, EventRow)
    before = [counted(table) for table in tables]
    again = stackexchange.bring(FIXTURES / "dump", site=SITE, board="old-house")
    assert [counted(table) for table in tables] == before
    assert again.even and all(line.stored == 0 for line in again.lines)
    assert balance(again)["Posts"] == (12, 0, 5, 7) and balance(again)["Users"] == (8, 0, 5, 3)


def test_later_dump_adds_what_is_new_behind_what_was_said_here(outcome, cast, tmp_path):
    thread = titled("Which wax")
    posts.reply(thread, "From today", by=cast.fan)
    db.session.commit()
    rows = (FIXTURES / "dump" / "Posts.xml").read_text(encoding="utf-8-sig")
    late = '<row Id="20" PostTypeId="2" ParentId="1" CreationDate="2020-01-01T10:00:00.000" Score="1" Body="&lt;p&gt;Late, but warm.&lt;/p&gt;" OwnerUserId="4" />'
    (tmp_path / "Posts.xml").write_text(
        rows.replace("</posts>", f"{late}</posts>"), encoding="utf-8"
    )
    later = stackexchange.bring(tmp_path, site=SITE, board="old-house")
    assert balance(later)["Posts"] == (13, 1, 5, 7)
    db.session.expire_all()
    *_, here, added = said_in(thread)
    assert (here.source, added.position, name_of(added.author_id)) == (
        "From today",
        8,
        "Reads Only",
    )
    assert thread.last_author_id == cast.fan.id and thread.posts_count == 8


def test_j1_erased_people_do_not_come_back_with_the_next_run(outcome, tmp_path):
    from community.edges.transfer import privacy

    queen = accounts.find(handle="wax_queen")
    assert privacy.access([queen.id], queen.member_id) == {"imported_as": ["1", "1"]}
    privacy.erase([queen.id], queen.member_id)
    db.session.commit()
    assert (
        counted(
            ImportedKey, ImportedKey.external_id == "1", ImportedKey.kind.in_(("user", "author"))
        )
        == 0
    )
    before = counted(Member)
    rows = (FIXTURES / "dump" / "Posts.xml").read_text(encoding="utf-8-sig")
    late = '<row Id="20" PostTypeId="2" ParentId="1" CreationDate="2020-01-01T10:00:00.000" Score="1" Body="&lt;p&gt;Late.&lt;/p&gt;" OwnerUserId="1" />'
    (tmp_path / "Posts.xml").write_text(
        rows.replace("</posts>", f"{late}</posts>"), encoding="utf-8"
    )
    (tmp_path / "Users.xml").write_bytes((FIXTURES / "dump" / "Users.xml").read_bytes())
    assert stackexchange.bring(tmp_path, site=SITE, board="old-house").even
    assert counted(Member) == before
    assert name_of(said_in(titled("Which wax"))[-1].author_id) == "Anonymous"


def test_posts_alone_as_csv_with_floats_for_numbers(app):
    outcome = stackexchange.bring(FIXTURES / "table", site="travel", board="travel", language="en")
    assert outcome.even and balance(outcome) == {"Posts": (4, 3, 0, 1)}
    thread = titled("Caribbean")
    told = said_in(thread)
    assert [name_of(post.author_id) for post in told] == ["User 9", "user77", "User 9"]
    assert thread.accepted_post_id == told[1].id and thread.views_count == 578
    assert "&quot;" not in told[0].html and 'Which "island" in October' in told[0].html
    assert threads.visible_to(NOBODY).one(thread.id).board_id == boards.found("travel", NOBODY).id
