"""Threads and posts in the order of time, as the forum keeps conversations of the past."""

from datetime import datetime, timedelta
from itertools import accumulate

from bench.corpus.people import Person
from bench.corpus.shape import Shape
from bench.corpus.texts import Texts
from community.fans.forum import past

TAGS = [f"tag{number}" for number in range(40)]
REACTIONS = ("like", "like", "like", "thanks", "funny", "insightful")


class Talk:
    def __init__(
        self,
        texts: Texts,
        people: list[Person],
        board_ids: list[int],
        since: datetime,
        now: datetime,
    ):
        self._texts, self._chance = texts, texts.random
        self._people, self._boards = people, board_ids
        self._since, self._now = since, now
        self._steps = [*accumulate(1 / (rank + 30) for rank in range(len(people)))]

    def posts(self, shape: Shape) -> list[past.PastPost]:
        """The first thread is the longest; it fills the whole span of time."""
        written: list[past.PastPost] = []
        for number, size in enumerate(shape.thread_sizes()):
            written += self._thread(size, self._since if number == 0 else self._moment(self._since))
        first, *rest = written
        return [first, *sorted(rest, key=lambda post: post.at)]

    def _thread(self, size: int, began: datetime) -> list[past.PastPost]:
        language = self._texts.language()
        kind = "question" if self._chance.random() < 0.25 else "discussion"
        thread = past.PastThread(
            board_id=self._chance.choice(self._boards), title=self._texts.title(language), kind=kind, language=language,
            tags=tuple(self._chance.sample(TAGS, self._chance.randint(0, 3))), views=size * self._chance.randint(5, 40),
        )  # fmt: skip
        posts = [self._post(thread, at) for at in self._moments(began, size)]
        if kind == "question" and size > 3 and self._chance.random() < 0.6:
            asker, answer = posts[0], posts[self._chance.randrange(1, min(size, 8))]
            answer.accepted_by = (asker.author_id, asker.member_id, answer.at)
        if size > 5 and self._chance.random() < 0.01:
            thread.closed_at, thread.closed_by_id, thread.closed_reason = posts[-1].at, 2, "Settled"
        return posts

    def _post(self, thread: past.PastThread, at: datetime) -> past.PastPost:
        author = self._somebody()
        source, rendered = self._texts.post(thread.language)
        edited = self._chance.random() < 0.03
        versions = (
            (past.PastVersion("As it was at first.", at, author.account_id),) if edited else ()
        )
        return past.PastPost(
            thread=thread, author_id=author.account_id, member_id=author.member_id, source=source, rendered=rendered,
            at=at, edited_at=at if edited else None, versions=versions, reactions=self._reactions(at),
        )  # fmt: skip

    def _reactions(self, at: datetime) -> tuple[tuple[int, int, str, datetime], ...]:
        if self._chance.random() > 0.35:
            return ()
        given = {
            self._somebody(): self._chance.choice(REACTIONS)
            for _ in range(1 + int(self._chance.expovariate(0.8)))
        }
        return tuple((each.account_id, each.member_id, kind, at) for each, kind in given.items())

    def _somebody(self) -> Person:
        """A few write very much, most write little."""
        return self._chance.choices(self._people, cum_weights=self._steps)[0]

    def _moments(self, began: datetime, count: int) -> list[datetime]:
        """Dense at first, then ever more rarely; never after now."""
        span = (
            (self._now - began)
            if count > 1_000
            else min(self._now - began, timedelta(hours=3) * count)
        )
        places = sorted(self._chance.random() ** 1.5 for _ in range(count - 1))
        return [began, *(began + span * place for place in places)]

    def _moment(self, since: datetime) -> datetime:
        return since + (self._now - since) * self._chance.random()


def batches(posts: list[past.PastPost], size: int) -> list[list[past.PastPost]]:
    return [posts[start : start + size] for start in range(0, len(posts), size)]
