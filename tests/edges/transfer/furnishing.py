"""What the demo does not hold: a row of every other thing that travels, made by the verbs people make them with."""

from datetime import timedelta
from io import BytesIO

from sqlalchemy import select

from community.commons import media
from community.commons.notifications import choices as telling
from community.commons.previews.looking_up import hashed
from community.commons.previews.models import LinkPreview
from community.fans import messages
from community.fans.bookmarks import bookmarks
from community.fans.forum import drafts, ideas, posts
from community.fans.forum.kinds.idea.models import Idea
from community.fans.forum.kinds.question import trials
from community.fans.forum.models import Board, Post, Thread
from community.fans.forum.order import parting, timing
from community.fans.gatherings import changing, keys
from community.fans.gatherings.models import Gathering
from community.fans.messages import moderating
from community.fans.messages.models import Message
from community.fans.profiles import choices, covers
from community.fans.recognition import seasons
from community.kernel import clock
from community.kernel.db import db
from community.people import accounts, ties
from community.people.accounts import suspensions

SONG = "https://songs.example/lamp"


def furnish():
    dave, maria = accounts.find(handle="dave_from_leeds"), accounts.find(handle="mogul_maria")
    team = accounts.find(handle="lars")
    _talk(dave, maria)
    _order(team)
    _kinds(dave, team)
    _people(dave, maria, team)
    db.session.commit()


def _talk(dave, maria):
    """A reply with a sound and a card, and drafts of every place."""
    thread = db.session.scalars(select(Thread).where(Thread.kind == "question").limit(1)).one()
    board = db.session.scalars(select(Board).order_by(Board.id).limit(1)).one()
    board.kinds, board.starters = "discussion,question", {"en": "I have tried:"}
    db.session.add(
        LinkPreview(
            address_hash=hashed(SONG), address=SONG, title="Lamp", about="A song", site="Songs", at=clock.now()
        )
    )  # fmt: skip
    sound = media.bring(BytesIO(b"ID3" + bytes(200)), "lamp.mp3", by=maria)
    heard = posts.reply(thread, f"{media.markdown_for(sound)}\n\n{SONG}", by=maria)
    for place in ("new", drafts.place_of(thread.id), drafts.place_of_edit(heard.id)):
        drafts.save(dave, place, 1, {"body": "Unsaid"})


def _order(team):
    """A thread that lost a post to its own, closes by itself and goes slowly; and a post somebody keeps."""
    long = select(Thread).where(Thread.kind == "discussion", Thread.last_position > 8)
    thread = db.session.scalars(long.order_by(Thread.id).limit(1)).one()
    begun = parting.part(thread, [4], "Something else", by=team, reason="Another matter")
    timing.set_timer(thread, clock.now() + timedelta(days=2), by=team)
    timing.slow_down(thread, 10, by=team)
    opened = db.session.scalars(select(Post).where(Post.thread_id == begun.id)).one()
    bookmarks.keep(opened, by=team, note="For later")


def _kinds(dave, team):
    answered = select(Thread).where(Thread.accepted_post_id.is_not(None)).order_by(Thread.id)
    thread = db.session.scalars(answered.limit(1)).one()
    trials.report(thread, works=True, version="2.1", by=team)
    one, other = db.session.scalars(
        select(Thread).join(Idea, Idea.thread_id == Thread.id).order_by(Thread.id).limit(2)
    )
    ideas.deciding.merge(one, other, by=team, note="The same wish")
    ahead = db.session.scalars(
        select(Thread)
        .join(Gathering, Gathering.thread_id == Thread.id)
        .where(Gathering.phase == "ahead")
        .limit(1)
    ).one()
    changing.cancel(ahead, "Snow", by=team)


def _people(dave, maria, team):
    ties.block(maria, by=dave)
    keys.renew(by=dave)
    covers.change(dave.id, "c" * 24 + ".webp")
    choices.choose(dave.id, {"networks": "everyone", "year": "nobody"})
    seasons.leave(dave.id)
    messages.doors.choose(dave.id, "followed")
    telling.choose(dave.id, "badge", site=True, mail=False)
    suspensions.suspend(
        dave, by=team, reason="Heated words", until=clock.now() + timedelta(days=400)
    )
    said = db.session.scalars(select(Message).order_by(Message.id).limit(1)).one()
    moderating.reported(said.id)
