"""`community search`: rebuild the index, ask it, compare it with the database."""

import sys
import time

import click

from community.commons.search import refreshing
from community.commons.search.finding import find
from community.commons.search.grammar import parse
from community.kernel import index
from community.kernel.index import IndexBroken, IndexBusy
from community.kernel.permissions import NOBODY

SHOWN = 20


@click.group()
def search() -> None:
    """The search index."""


@search.command()
def rebuild() -> None:
    """Write the index anew from the database; searching goes on meanwhile."""
    start = time.monotonic()
    try:
        refreshing.rebuild(_tell)
        refreshing.catch_up()
    except IndexBusy:
        click.echo(
            "Somebody else rebuilds the index or writes to it. Try again when that is done.",
            err=True,
        )
        sys.exit(1)
    click.echo(f"{_facts()} after {time.monotonic() - start:.1f} s")


@search.command()
@click.argument("question")
def query(question: str) -> None:
    """What a reader without an account would find."""
    start = time.perf_counter()
    try:
        found = find(parse(question), NOBODY)
    except IndexBroken:
        click.echo(
            "There is no index that can be read. community search rebuild makes one.", err=True
        )
        sys.exit(1)
    taken = (time.perf_counter() - start) * 1000
    for row in found.rows[:SHOWN]:
        click.echo(
            f"{row['label']!s:<12}{row['at']:%Y-%m-%d}  {row['title'].striptags()}  {row['url']}"
        )
    click.echo(f"{found.count}{'' if found.exact else '+'} found in {taken:.1f} ms")


@search.command()
def check() -> None:
    """Whether the index has what the database has; ends with 1 if not."""
    try:
        lacking, surplus = refreshing.compare()
    except IndexBroken:
        click.echo(
            "There is no index that can be read. community search rebuild makes one.", err=True
        )
        sys.exit(1)
    click.echo(f"{_facts()}; {refreshing.waiting()} changes wait for the worker")
    for word, references in (("lacks", lacking), ("has too much", surplus)):
        for kind, number in sorted(references)[:SHOWN]:
            click.echo(f"the index {word}: {kind} {number}")
    click.echo(
        "The index equals the database."
        if not lacking | surplus
        else f"{len(lacking | surplus)} differ."
    )
    sys.exit(1 if lacking | surplus else 0)


def _tell(count: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{count} read", nl=False, err=True)


def _facts() -> str:
    facts = index.current().facts()
    return f"{facts['engine']}: {facts['documents']} documents, {facts['bytes'] / 1e6:.1f} MB"
