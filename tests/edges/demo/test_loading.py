"""The demo is a year that might have been: whole, dated, counted, and nobody can guess a password."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.app import create_app
from community.commons import branding
from community.commons.links import Link, Touch
from community.commons.search.models import SearchMark
from community.config import Config
from community.edges import demo
from community.edges.demo import content, loading
from community.fans.blog import articles
from community.fans.forum import boards, counts, threads
from community.fans.forum.models import Board, Pin, Post, Reaction, Tag, Thread, ThreadRead
from community.kernel import clock
from community.kernel.audit import AuditRow
from community.kernel.db import Base, db
from community.kernel.events import EventRow
from community.kernel.jobs import JobRow
from community.kernel.permissions import NOBODY
from community.people import accounts, consent, members
from community.people.accounts import passwords
from community.people.accounts.models import Account
from community.people.members.models import Member
from community.staff.moderation.models import Decision, Flag, ReviewItem


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def loaded(request, tmp_path_factory, new_database_url):
    """Norrvind, loaded once for all tests here: (the accounts to sign in as)."""
    config = Config(
        data=tmp_path_factory.mktemp("norrvind"), database_url=new_database_url(request.param),
        secret_key="only for tests", testing=True,
    )  # fmt: skip
    app = create_app(config)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield demo.load_if_empty()
        db.session.remove()


def counted(table, *conditions):
    return db.session.scalar(select(func.count()).select_from(table).where(*conditions))


def test_everybody_who_is_written_has_an_account(loaded):
    written = content.read("people.toml")["person"]
    assert counted(Account) == counted(Member) == len(written)
    dave = accounts.find(handle="dave_from_leeds")
    assert (dave.level, dave.place, dave.confirmed, dave.claimed) == (3, "Leeds", True, True)
    facts = members.winners(dave.member_id)
    assert facts["country"].value == "United Kingdom" and facts["country"].method == "declared"
    told = {fact.field: fact for fact in members.facts(dave.member_id) if fact.source == "facebook"}
    assert told["email"].method == "provider" and told["email"].uses == list(
        members.uses_of("facebook", "email")
    )
    assert set(consent.in_force(dave.member_id)) == {"service", "personalisation", "newsletter"}


def test_only_those_to_try_have_a_password_and_it_is_fresh_and_hashed(loaded):
    with_password = set(
        db.session.scalars(select(Account.email).where(Account.password_hash.is_not(None)))
    )
    assert with_password == {each.email for each in loaded} and len(loaded) == 7
    assert {each.role for each in loaded} == {"fan", "moderator", "agent", "marketer", "admin"}
    for each in loaded:
        kept = accounts.find(email=each.email).password_hash
        assert each.password not in kept and passwords.fits(each.password, kept)
    assert len({each.password for each in loaded}) == 7


def test_counters_equal_rows(loaded):
    def shown():
        db.session.expire_all()
        threads_shown = db.session.execute(
            select(
                Thread.id,
                Thread.posts_count,
                Thread.last_position,
                Thread.reactions_count,
                Thread.score,
                Thread.last_posted_at,
                Thread.last_author_id,
            ).order_by(Thread.id)
        )
        boards_shown = db.session.execute(
            select(Board.slug, Board.threads_count, Board.posts_count).order_by(Board.slug)
        )
        tags_shown = db.session.execute(select(Tag.slug, Tag.threads_count).order_by(Tag.slug))
        return [list(each) for each in (threads_shown, boards_shown, tags_shown)], {
            each.id: each.voices for each in db.session.scalars(select(Thread))
        }

    before = shown()
    for thread_id in counts.thread_ids():
        counts.recount_thread(thread_id)
    counts.recount_boards()
    counts.recount_tags()
    db.session.flush()
    assert shown() == before
    for post in db.session.scalars(select(Post)):
        kinds = db.session.scalars(select(Reaction.kind).where(Reaction.post_id == post.id))
        assert post.reactions == dict(Counter(kinds))
    db.session.rollback()


def test_every_step_is_an_event_at_its_own_time_in_order(loaded):
    rows = db.session.execute(select(EventRow.name, EventRow.at).order_by(EventRow.id)).all()
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert rows[-1].at <= clock.now() and clock.now() - rows[0].at > timedelta(days=365)
    told = Counter(row.name for row in rows)
    visible = counted(Post, Post.position > 1)
    assert told["SignedUp"] == counted(Account) and told["ThreadStarted"] == counted(
        Thread, Thread.hidden_at.is_(None)
    )
    assert told["Replied"] == visible and told["Reacted"] == counted(Reaction)
    assert {
        "ConsentGiven",
        "FactDeclared",
        "IdentityLinked",
        "AnswerAccepted",
        "PostEdited",
        "Flagged",
        "Decided",
        "PostHidden",
    } <= set(told)


def test_log_and_decisions_stand_in_the_order_of_time(loaded):
    for table in (AuditRow, Decision, Flag):
        times = list(db.session.scalars(select(table.at).order_by(table.id)))
        assert times == sorted(times)


def test_past_calls_nobody_and_sends_nothing(loaded):
    assert set(db.session.scalars(select(JobRow.name))) == {"commons.search.jobs.refresh"}
    posts = counted(Post, Post.position > 1)
    assert counted(SearchMark, SearchMark.kind == "post") == posts


def test_posts_stand_in_the_order_of_time(loaded):
    told = select(Post.created_at).join(Thread).where(Thread.kind != "article")
    times = list(db.session.scalars(told.order_by(Post.id)))
    assert times == sorted(times) and times[-1] <= clock.now()


def test_team_room_is_for_the_team(loaded):
    room = boards.found("team-room", accounts.find(handle="ingrid"))
    assert room.id not in boards.visible_ids(NOBODY) and room.id not in boards.visible_ids(
        accounts.find(handle="dave_from_leeds")
    )


def test_start_and_recall_are_pinned(loaded):
    pinned = set(db.session.scalars(select(Thread.title).join(Pin, Pin.thread_id == Thread.id)))
    assert len(pinned) == 2 and "Recall: Kram 110 boots, batch B7" in pinned


def test_flags_are_decided_but_for_a_few(loaded):
    assert counted(Flag) >= 15 and counted(Decision, Decision.action == "hide") >= 3
    waiting = list(db.session.scalars(select(ReviewItem).where(ReviewItem.closed_at.is_(None))))
    assert len(waiting) == 3
    assert all(clock.now() - item.opened_at < timedelta(hours=28) for item in waiting)
    hidden = db.session.scalars(select(Post).where(Post.hidden_at.is_not(None))).all()
    assert len(hidden) >= 3
    assert counted(AuditRow, AuditRow.action == "review.hide") >= 3


def test_visits_follow_the_shapes_of_their_links(loaded):
    written = {each["code"]: each for each in content.read("links.toml")["link"]}
    for link in db.session.scalars(select(Link)):
        strangers = counted(Touch, Touch.link_id == link.id, Touch.member_id.is_(None))
        assert strangers == written[link.code]["visits"]
    assert db.session.scalar(select(func.max(Touch.at))) <= clock.now()
    spike = db.session.scalar(select(Link.id).where(Link.code == "tt-spin"))
    around = clock.now() - timedelta(days=34)
    assert (
        counted(Touch, Touch.link_id == spike, Touch.at < around)
        > 0.7 * written["tt-spin"]["visits"]
    )


def test_members_have_their_first_touch_and_what_they_did(loaded):
    dave = members.one(accounts.find(handle="dave_from_leeds").member_id)
    assert (dave.first_network, dave.first_campaign) == ("facebook", "autumn-skis")
    assert dave.first_seen_at < dave.created_at and dave.contributions > 20
    assert counted(Touch, Touch.signed_up) == counted(Member)
    assert set(db.session.scalars(select(Member.activity))) >= {"regular", "active", "quiet"}


def test_fan_and_staff_find_something_new_and_not_everything(loaded):
    for handle in ("dave_from_leeds", "ingrid"):
        account = accounts.find(handle=handle)
        new, continued = threads.waiting(account)
        assert 0 < new + continued < 40
        assert counted(ThreadRead, ThreadRead.account_id == account.id) > 0
    assert 0 < accounts.find(handle="dave_from_leeds").unread_notifications < 30


def test_brand_has_its_name_and_pictures(loaded):
    shown = branding.brand()
    assert (shown.name, shown.hue) == ("Norrvind", 232) and shown.logo_url and shown.cover_url


def test_nothing_is_loaded_twice_or_beside_what_is_there(loaded):
    before = counted(Post)
    assert demo.load_if_empty() == []
    assert counted(Post) == before


def test_load_that_is_cut_off_leaves_nothing(app, monkeypatch):
    monkeypatch.setattr(loading, "_tell_in_order", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo.load_if_empty()
    db.session.rollback()
    assert counted(Account) == counted(Post) == counted(EventRow) == 0


def test_the_blog_has_its_articles_with_covers_and_comments(loaded):
    written = content.read_all("articles").values()
    out = articles.published(limit=50)
    assert {row.slug for row in out} == {each["slug"] for each in written if not each.get("draft")}
    assert all(row.cover_key and row.cover_alt for row in out)
    comments = {row.slug: row.posts_count - 1 for row in out}
    assert comments == {
        each["slug"]: len(each.get("comment", [])) for each in written if not each.get("draft")
    }
