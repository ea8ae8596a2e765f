"""The tables' columns and the values asked for, for statements that are built once: building costs more than asking."""

from sqlalchemy import bindparam

from community.kernel.db import Moment, Number

from .models import (
    BoardMark,
    Closure,
    Draft,
    Following,
    Pin,
    Post,
    Reaction,
    Tag,
    Thread,
    ThreadRead,
    ThreadTag,
)
from .states import ClosureTimer, SlowMode

THREADS, POSTS, REACTIONS = Thread.__table__, Post.__table__, Reaction.__table__
CLOSURES, PINS, TAGS, THREAD_TAGS = (
    Closure.__table__,
    Pin.__table__,
    Tag.__table__,
    ThreadTag.__table__,
)
READS, MARKS, FOLLOWINGS, DRAFTS = (
    ThreadRead.__table__,
    BoardMark.__table__,
    Following.__table__,
    Draft.__table__,
)
TIMERS, SLOW_MODES = ClosureTimer.__table__, SlowMode.__table__

thread, post, reaction = THREADS.c, POSTS.c, REACTIONS.c
closure, pin, tag, thread_tag = CLOSURES.c, PINS.c, TAGS.c, THREAD_TAGS.c
read, mark, followed, draft = READS.c, MARKS.c, FOLLOWINGS.c, DRAFTS.c
timer, slow = TIMERS.c, SLOW_MODES.c

READER = bindparam("reader", type_=Number)
NOW = bindparam("now", type_=Moment())
NEW_SINCE = bindparam("new_since", type_=Moment())
TRACKED_SINCE = bindparam("tracked_since", type_=Moment())
