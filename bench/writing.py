"""How soon a reply stands, how soon search knows it, and what many readers and writers at once go through."""

import statistics
import threading
import time
from collections import Counter

from bench import client, pages
from bench.readers import Community, Thread, Writer
from bench.report import Figure, percentile
from bench.search import COMMON, Talk
from bench.serving import Server

REPLIES = 200
READERS, WRITERS = 32, 4
FOUND_WITHIN = 20.0


def replies(server: Server, community: Community) -> list[Figure]:
    writer = Writer(server.url, community.cookie(7))
    threads = community.all[100 : 100 + REPLIES + 10]
    taken = []
    for number, thread in enumerate(threads):
        status, seconds = writer.reply(thread, f"A reply for the record, number {number}.")
        if status != 303:
            raise RuntimeError(f"a reply was answered with {status}")
        taken.append(seconds * 1000)
    taken = taken[10:]
    return [
        Figure("Reply, half of them within", statistics.median(taken), "ms", most=12),
        Figure("Reply, 99 of 100 within", percentile(taken, 0.99), "ms", most=30),
        Figure("A reply is found by search after", max(_found(server, community, turn) for turn in range(3)), "s", most=2, note="the slowest of three"),
    ]  # fmt: skip


def _found(server: Server, community: Community, turn: int) -> float:
    word = f"qua{time.time_ns()}"
    Writer(server.url, community.cookie(8)).reply(
        community.all[20 + turn], f"Look for {word} here."
    )
    began = time.perf_counter()
    while time.perf_counter() - began < FOUND_WITHIN:
        _, _, page, _ = client.ask(server.url, client.get(f"/search?q={word}"))
        if b'class="hit' in page and word.encode() in page:
            return time.perf_counter() - began
        time.sleep(0.05)
    return FOUND_WITHIN


def searches(server: Server) -> list[Figure]:
    rare = Talk().word(25_000)
    figures = []
    for name, word, most in (("common", COMMON, 30.0), ("rare", rare, 10.0)):
        asked = client.endless(lambda n, word=word: client.get(f"/search?q={word}&bench={n}"))
        taken = pages.many(server.url, asked, 40)
        figures.append(
            Figure(f"Search for a {name} word", statistics.median(taken), "ms", most=most)
        )
    return figures


def soak(server: Server, community: Community, seconds: float) -> list[Figure]:
    """Everybody at once; an answer that is neither a page nor a reply counts as an error."""
    statuses: Counter[int] = Counter()
    until = time.monotonic() + seconds
    writers = [
        threading.Thread(target=_write, args=(server, community, number, until, statuses))
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    threads, cookie = community.all[500:900], community.cookie(9)
    reading = client.endless(
        lambda n: _reading(threads[n % len(threads)], cookie if n % 4 == 0 else "")
    )
    read = client.loop(server.url, reading, READERS, seconds=seconds)
    for writer in writers:
        writer.join()
    wrong = sum(
        count
        for status, count in (Counter(read.statuses) + statuses).items()
        if status not in (200, 303)
    )
    return [
        Figure(f"Errors, {READERS} readers and {WRITERS} writers for {seconds:.0f} s", wrong, most=0,
               note=f"{read.count:,} pages and {statuses[303]:,} replies"),
    ]  # fmt: skip


def _write(
    server: Server, community: Community, number: int, until: float, statuses: Counter[int]
) -> None:
    writer, turn = Writer(server.url, community.cookie(10 + number)), 0
    while time.monotonic() < until:
        thread = community.all[1000 + turn * WRITERS + number]
        try:
            statuses[writer.reply(thread, f"Written while many read, {number}.{turn}.")[0]] += 1
        except OSError:
            statuses[0] += 1
        turn += 1


def _reading(thread: Thread, cookie: str) -> bytes:
    return client.get(thread.path, cookie=cookie) if cookie else client.get(thread.path)
