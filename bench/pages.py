"""What a page costs, beside two bare pages: all take turns, so that a busy machine slows them alike."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bench import client
from bench.readers import Community, Thread
from bench.report import Figure, Section
from bench.serving import Server

CONNECTIONS = 4
AT_ONCE = 400
LATIN = {"accept_language": "en"}


@dataclass
class Page:
    """`ask(number)` is the request; one round sends AT_ONCE of them."""

    server: Server
    ask: Callable[[int], bytes]
    status: int = 200
    cpu: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def round(self) -> None:
        before = self.server.cpu_seconds()
        answers = client.loop(self.server.url, client.endless(self.ask), CONNECTIONS, count=AT_ONCE)
        self.cpu.append((self.server.cpu_seconds() - before) / AT_ONCE * 1000)
        self.rates.append(answers.rate)
        if set(answers.statuses) != {self.status}:
            raise RuntimeError(f"{self.ask(0)!r} was answered with {answers.statuses}")


def measured(
    ours: Server, small: Server, bare: Server, large: Community, little: Community, rounds: int
) -> list[Section]:
    pages = _pages(ours, small, bare, large, little)
    for page in pages.values():
        client.loop(page.server.url, client.endless(page.ask), CONNECTIONS, count=50)
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        for page in pages.values():
            page.round()
    return [("Pages beside bare pages", _ratios(pages)), ("What a request costs", _costs(pages))]


def _pages(
    ours: Server, small: Server, bare: Server, large: Community, little: Community
) -> dict[str, Page]:
    thread, longest = large.full[0], large.longest
    middle, last = _page_of(longest.last_position // 2), _page_of(longest.last_position)
    _, head, _, _ = client.ask(ours.url, client.get(thread.path, **LATIN))
    etag = next(line[6:] for line in head.decode().split("\r\n") if line.startswith("ETag"))
    reader = {"cookie": large.cookie(6), **LATIN}
    return {
        "const": Page(bare, lambda _: client.get("/const")),
        "db": Page(bare, lambda n: client.get(f"/db/{_one(large.full, n).id}")),
        "bare 304": Page(bare, lambda _: client.get("/unchanged", if_none_match='"as-it-was"'), 304),
        "thread, new": Page(ours, _fresh(large.full)),
        "thread, kept": Page(ours, lambda _: client.get(thread.path, accept_encoding="gzip", **LATIN)),
        "thread, not modified": Page(ours, lambda _: client.get(thread.path, if_none_match=etag, **LATIN), 304),
        "thread, signed in": Page(ours, lambda n: client.get(_one(large.full, n).path, **reader)),
        "long thread, first page": Page(ours, _fresh([longest])),
        "long thread, middle": Page(ours, _fresh([longest], f"/{middle}")),
        "long thread, last page": Page(ours, _fresh([longest], f"/{last}")),
        "thread, a fifth of the posts": Page(small, _fresh(little.full)),
        "list, new": Page(ours, lambda n: client.get(f"/latest?{_never_asked(n)}", **LATIN)),
        "list, signed in": Page(ours, lambda n: client.get("/latest", **reader)),
        "front page, new": Page(ours, lambda n: client.get(f"/?{_never_asked(n)}", **LATIN)),
    }  # fmt: skip


def _fresh(threads: list[Thread], place: str = "") -> Callable[[int], bytes]:
    """Addresses that nobody asked for before are in no cache."""
    return lambda n: client.get(f"{_one(threads, n).path}{place}?{_never_asked(n)}", **LATIN)


def _page_of(position: int) -> int:
    """The position at which its page of twenty begins."""
    return position - (position - 1) % 20


def _never_asked(number: int) -> str:
    return f"bench={number}.{time.time_ns()}"


def _one(threads: list[Thread], number: int) -> Thread:
    return threads[number % len(threads)]


def _ratios(pages: dict[str, Page]) -> list[Figure]:
    def cpu(name: str, beside: str = "db") -> float:
        return _ratio(pages[name].cpu, pages[beside].cpu)

    def rate(name: str, beside: str) -> float:
        return _ratio(pages[name].rates, pages[beside].rates)

    first = "long thread, first page"
    deepest = max(cpu("long thread, middle", first), cpu("long thread, last page", first))
    return [
        Figure("Thread page for a stranger, not kept", cpu("thread, new"), "x db", most=2.5, note="CPU time"),
        Figure("Thread page from the page cache", rate("thread, kept", "const"), "x const", least=0.6, note="requests a second"),
        Figure("Unchanged page", rate("thread, not modified", "bare 304"), "x bare 304", least=0.5, note="requests a second"),
        Figure("Thread page, signed in", cpu("thread, signed in"), "x db", most=4, note="CPU time"),
        Figure("Deep in a thread of 5,000 posts", deepest, "x first page", most=1.1, note="CPU time; the dearer of middle and last page"),
        Figure("100,000 posts instead of 20,000", cpu("thread, new", "thread, a fifth of the posts"), "x", most=1.1, note="CPU time of a thread page"),
        Figure("List of threads for a stranger, not kept", cpu("list, new"), "x db", note="CPU time"),
        Figure("List of threads, signed in", cpu("list, signed in"), "x db", note="CPU time"),
    ]  # fmt: skip


def _costs(pages: dict[str, Page]) -> list[Figure]:
    return [
        Figure(name, statistics.median(page.cpu), "ms CPU", note=f"{statistics.median(page.rates):,.0f} a second")
        for name, page in pages.items()
    ]  # fmt: skip


def _ratio(values: list[float], beside: list[float]) -> float:
    return statistics.median(value / other for value, other in zip(values, beside, strict=True))


def many(url: str, requests: Iterator[bytes], count: int) -> list[float]:
    """Milliseconds of one request after another."""
    answers = client.loop(url, requests, 1, count=count)
    if set(answers.statuses) - {200}:
        raise RuntimeError(f"answered with {answers.statuses}")
    return [seconds * 1000 for seconds in answers.seconds]
