"""Measure the pages readers wait for: ./dev bench [--url ADDRESS] [--times 60] [path ...]

Each page is asked for again and again on one connection: as a reader without a session, whose
pages may come from the cache, and past the cache. Prints milliseconds and the size on the wire.
"""

import argparse
import http.client
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tools.serving import serving

PAGES = ("/", "/latest", "/boards", "/blog", "/people", "/search?q=ski", "/healthz")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", default=PAGES)
    parser.add_argument("--url")
    parser.add_argument("--times", type=int, default=60)
    arguments = parser.parse_args()
    with the_house(arguments.url) as url:
        print(f"{'page':<34}{'cached':>9}{'median':>9}{'p95':>9}{'bytes':>9}")
        for path in arguments.paths:
            print_row(url, path, arguments.times)
    return 0


@contextmanager
def the_house(url: str | None) -> Iterator[str]:
    if url:
        yield url
    else:
        with serving() as served:
            yield served.address


def print_row(url: str, path: str, times: int) -> None:
    ask(url, path, 3)
    cached, size = ask(url, path, times)
    fresh, _ = ask(url, path, times, past_the_cache=True)
    p95 = statistics.quantiles(fresh, n=20)[-1]
    row = (statistics.median(cached), statistics.median(fresh), p95)
    print(f"{path:<34}" + "".join(f"{value:7.1f}ms" for value in row) + f"{size:9}")


def ask(
    url: str, path: str, times: int, *, past_the_cache: bool = False
) -> tuple[list[float], int]:
    """Milliseconds of each request, and the bytes of the last body as sent."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    taken, size = [], 0
    for number in range(times):
        # An address nobody asked for before is in no cache.
        suffix = f"{'&' if '?' in path else '?'}bench={time.time_ns()}" if past_the_cache else ""
        began = time.perf_counter()
        connection.request("GET", path + suffix, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        size = len(answer.read())
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status >= 400 and number == 0:
            print(f"{path} answers {answer.status}", file=sys.stderr)
    connection.close()
    return taken, size


if __name__ == "__main__":
    sys.exit(main())
