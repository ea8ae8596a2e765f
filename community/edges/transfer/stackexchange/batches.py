"""A few hundred turns, shaped and kept in one transaction."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise
from sqlite3 import Row

from community.edges.transfer import keys
from community.fans.forum import past
from community.kernel.db import db, reading

from . import beside, rendering, standing, texts, turns
from .excerpts import CLOSE, Excerpt, Name
from .people import People, called, moment, name_of
from .staging import REFUSED, STORED, THERE, Staging
from .turns import TABLE_OF

ACCEPTED = 1
AHEAD = 2
CLOSED = {
    "1": "A duplicate of another question", "101": "A duplicate of another question", "2": "Off topic", "102": "Off topic",
    "3": "Subjective and argumentative", "4": "Not a real question", "103": "Not clear what is asked",
    "104": "Too broad", "105": "A matter of opinion", "7": "Too localised", "10": "General reference", "20": "Noise",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where the conversations come from and go to."""

    staging: Staging
    people: People
    source: int
    board_id: int
    base: str
    language: str


def bring_all(
    place: Place, number: int, people: Callable[[], None], done: Callable[[int], None]
) -> None:
    """People first; while they or one batch are written, the texts of the next two batches are rendered."""
    with rendering.ready(number) as render:
        waiting = _batches(place, render)
        ahead = deque(islice(waiting, AHEAD))
        people()
        while ahead:
            ahead.extend(islice(waiting, 1))
            batch = ahead.popleft()
            batch.bring()
            done(len(batch.waiting))


def _batches(place: Place, render: rendering.Render) -> Iterator["Batch"]:
    turn = 0
    while waiting := turns.after(place.staging, turn):
        turn = waiting[-1]["turn"]
        yield Batch(place, waiting, render)


class Batch:
    def __init__(self, place: Place, waiting: list[Row], render: rendering.Render) -> None:
        self.place, self.waiting = place, waiting
        self.told: dict[Name, texts.Told] = {}
        self.posts: dict[Name, past.PastPost] = {}
        self.threads: dict[int, past.PastThread] = {}
        self.refused: dict[Name, str] = {}
        self.fresh = self._not_yet_here()
        self.dump = Excerpt(place.staging, self.fresh)
        self.answers = render([self._written(turn) for turn in self.fresh])

    def bring(self) -> None:
        if not self.fresh:
            return
        self._take_texts()
        self.place.people.enter(self._wanted())
        self.ours = standing.of(self.place.source, self.fresh)
        for turn in self.fresh:
            self._shape(turn)
        past.keep(list(self.posts.values()))
        beside.keep(self.place.source, self.place.people, self.dump, self.posts)
        db.session.commit()
        self._settle()

    def _not_yet_here(self) -> list[Row]:
        here = {}
        with reading():
            for kind in TABLE_OF:
                names = [str(turn["id"]) for turn in self.waiting if turn["kind"] == kind]
                here[kind] = keys.known(self.place.source, kind, names)
            db.session.rollback()
        for kind, names_here in here.items():
            self.place.staging.settle(TABLE_OF[kind], list(map(int, names_here)), THERE)
        return [turn for turn in self.waiting if str(turn["id"]) not in here[turn["kind"]]]

    def _written(self, turn: Row) -> rendering.Written:
        kind, number = turn["kind"], turn["id"]
        bodies = self.dump.bodies(number) if kind == "post" else []
        body = self.dump.rows[kind, number]["body"] or ""
        return rendering.Written(
            kind, body, bodies[-1]["body"] if bodies else None, self.place.base or None
        )

    def _take_texts(self) -> None:
        for turn, answer in zip(self.fresh, self.answers(), strict=True):
            name = (turn["kind"], turn["id"])
            if isinstance(answer, str):
                self.refused[name] = answer
            else:
                self.told[name] = answer

    def _wanted(self) -> dict[str, tuple[str, datetime]]:
        """Everybody who wrote or edited, or took an answer."""
        wanted: dict[str, tuple[str, datetime]] = {}
        for name in self.told:
            row = self.dump.rows[name]
            since = moment(row["since"])
            wanted.setdefault(
                name_of(row["user"], row["user_name"]),
                (called(row["user_name"], row["user"]), since),
            )
            for edit in self.dump.kept_history(name[1]) if name[0] == "post" else ():
                if edit["user"] is not None:
                    wanted.setdefault(
                        str(edit["user"]), (called("", edit["user"]), moment(edit["since"]))
                    )
        for asked, since in self._taken():
            asker = name_of(asked["user"], asked["user_name"])
            wanted.setdefault(asker, (called(asked["user_name"], asked["user"]), since))
        return wanted

    def _taken(self) -> Iterator[tuple[Row, datetime]]:
        """The questions that took an answer of this batch, and when that was written."""
        for turn in self.fresh:
            name = (turn["kind"], turn["id"])
            asked = self.dump.questions.get(turn["thread"])
            if asked and name in self.told and name == ("post", asked["accepted"]):
                yield asked, moment(self.dump.rows[name]["since"])

    def _shape(self, turn: Row) -> None:
        name = (turn["kind"], turn["id"])
        if name in self.refused:
            return
        thread, answered = self._thread(turn), self._answered(turn)
        if thread is None or (turn["answered"] and answered is None):
            self.refused[name] = "no_post" if turn["answered"] else "no_question"
            return
        row, told = self.dump.rows[name], self.told[name]
        account_id, member_id = self.place.people.account_of(name_of(row["user"], row["user_name"]))
        self.posts[name] = post = past.PastPost(
            thread=thread, author_id=account_id, member_id=member_id, source=told.source, format=told.format,
            rendered=told.rendered, at=moment(row["since"]), reply_to=answered, origin=self._origin(name, row),
        )  # fmt: skip
        if turn["kind"] == "post":
            self._add_versions(post, turn["id"])
            self._accept(post, turn)

    def _origin(self, name: Name, row: Row) -> dict[str, str]:
        """As the licence asks: where it was first said, and the licence itself."""
        kind, number = name
        if kind == "comment":
            path = f"q/{row['post']}#comment{number}_{row['post']}"
        else:
            path = f"{'q' if row['type'] == 1 else 'a'}/{number}"
        url = f"{self.place.base}{path}" if self.place.base else ""
        return {"place": self.place.people.site, "url": url, "license": row["license"] or ""}

    def _thread(self, turn: Row) -> past.PastThread | None:
        question = turn["thread"]
        if question not in self.threads:
            if (turn["kind"], turn["id"]) == ("post", question):
                self.threads[question] = self._new_thread(question)
            elif question in self.ours:
                ours = self.ours[question]
                self.threads[question] = past.PastThread(id=ours.thread_id, board_id=ours.board_id)
        return self.threads.get(question)

    def _new_thread(self, question: int) -> past.PastThread:
        row, told = self.dump.rows["post", question], self.told["post", question]
        closings = [each for each in self.dump.closings(question) if each["type"] == CLOSE]
        return past.PastThread(
            board_id=self.place.board_id, kind="question", language=self.place.language,
            title=texts.title_of(row["title"], told.rendered), tags=texts.tags_of(row["tags"]), views=max(0, row["views"] or 0),
            closed_at=moment(row["closed"]) if row["closed"] else None,
            closed_reason=CLOSED.get(closings[-1]["comment"] or "", "") if closings else "",
        )  # fmt: skip

    def _answered(self, turn: Row) -> past.PastPost | None:
        """The post a comment stands under, of this batch or an earlier one."""
        under = turn["answered"]
        if ("post", under) in self.posts:
            return self.posts["post", under]
        return standing.as_past(self.ours[under]) if under in self.ours else None

    def _add_versions(self, post: past.PastPost, number: int) -> None:
        bodies = self.dump.bodies(number)
        post.versions = tuple(
            past.PastVersion(
                old["body"], moment(new["since"]), self._editor(new), (new["comment"] or "")[:200]
            )
            for old, new in pairwise(bodies)
        )
        post.edited_at = post.versions[-1].at if post.versions else None

    def _editor(self, edit: Row) -> int | None:
        return (
            self.place.people.account_of(str(edit["user"]))[0] if edit["user"] is not None else None
        )

    def _accept(self, post: past.PastPost, turn: Row) -> None:
        """Where the question took this answer, and nobody has taken another one here since."""
        asked, ours = self.dump.questions[turn["thread"]], self.ours.get(turn["thread"])
        if (
            asked["accepted"] != turn["id"]
            or turn["id"] == turn["thread"]
            or (ours and ours.accepted_post_id)
        ):
            return
        _, since = self.dump.votes.get((turn["id"], ACCEPTED), (0, ""))
        asker = name_of(asked["user"], asked["user_name"])
        post.accepted_by = (
            *self.place.people.account_of(asker),
            max(post.at, moment(since)) if since else post.at,
        )

    def _settle(self) -> None:
        staging = self.place.staging
        for kind, table in TABLE_OF.items():
            staging.settle(table, [name[1] for name in self.posts if name[0] == kind], STORED)
        for (kind, number), why in self.refused.items():
            staging.settle(TABLE_OF[kind], [number], REFUSED, why)
