"""Which documents of the segments answer a query, and how well: sets of documents, then BM25 by table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest
from itertools import chain, repeat
from math import log
from operator import add, mul

from community.kernel.index import entries
from community.kernel.index.embedded.schema import HASH, hash_of, moment
from community.kernel.index.embedded.segments import LENGTHS, Postings, Segment
from community.kernel.index.entries import MOST_WEIGHT
from community.kernel.index.plan import Branch, Phrase, branches, facets
from community.kernel.index.port import Hit, Hits
from community.kernel.index.query import Query
from community.kernel.index.ranking import ranked

SATURATION, LENGTH_MATTERS = 1.2, 0.75
MOST_PHRASE_CHECKS = 5000


@dataclass
class Found:
    """What one segment gives in one language: documents ascending, with a score for each."""

    segment: Segment
    language: str
    documents: Sequence[int]
    scores: Sequence[float]


@dataclass
class Evaluation:
    segments: list[Segment]
    query: Query
    exact: bool = True
    found: list[Found] = field(default_factory=list)

    def hits(self) -> Hits:
        if self.query.wordless and self.query.filtered:
            self._by_facets()
        else:
            for branch in branches(self.query):
                self._by_words(branch)
        count = sum(len(each.documents) for each in self.found)
        rows = [_hit(self.found[place], document, score) for score, place, document in self._best()]
        return Hits(tuple(ranked(rows, self.query)), count, self.exact)

    def _best(self) -> list[tuple[float, int, int]]:
        """(value, place in `found`, document), newer ones first among equals."""
        limit, best, least = self.query.limit, list[tuple[float, int, int]](), -1.0
        for place in reversed(range(len(self.found))):
            documents = self.found[place].documents
            values = self._values(self.found[place])
            better = [
                (value, place, document)
                for value, document in zip(values, documents, strict=True)
                if value > least
            ]
            best = nlargest(limit, chain(best, reversed(better)))
            least = best[-1][0] if len(best) == limit else least
        return best

    def _values(self, found: Found) -> Sequence[float]:
        by_date = self.query.order == "newest" or self.query.wordless
        return (
            list(map(found.segment.moments.__getitem__, found.documents))
            if by_date
            else found.scores
        )

    def _by_facets(self) -> None:
        for segment in self.segments:
            documents = segment.within(self._allowed(segment), range(segment.size))
            self.found.append(Found(segment, "", documents, [0.0] * len(documents)))

    def _by_words(self, branch: Branch) -> None:
        lists = [(segment, _postings(segment, branch)) for segment in self.segments]
        lists = [(segment, postings) for segment, postings in lists if all(postings)]
        frequencies = [
            sum(map(len, each)) for each in zip(*(postings for _, postings in lists), strict=True)
        ]
        for segment, postings in lists:
            documents = self._matching(segment, branch, postings)
            if documents:
                scores = self._scores(segment, postings, frequencies, documents)
                self.found.append(Found(segment, branch.language, documents, scores))

    def _matching(
        self, segment: Segment, branch: Branch, postings: list[Postings]
    ) -> Sequence[int]:
        documents = _in_all(postings)
        allowed = self._allowed(segment)
        if allowed != segment.everything():
            documents = segment.within(allowed, documents)
        for term in branch.without:
            unwanted = set(segment.postings(term).among(documents))
            documents = [document for document in documents if document not in unwanted]
        for phrase in branch.phrases:
            documents = self._with_phrase(segment, phrase, documents)
        return documents

    def _with_phrase(self, segment: Segment, phrase: Phrase, documents: Sequence[int]) -> list[int]:
        if len(documents) > MOST_PHRASE_CHECKS:
            documents, self.exact = documents[-MOST_PHRASE_CHECKS:], False
        pattern = re.compile(
            b"".join(re.escape(hash_of(term)) if term else b".{%d}" % HASH for term in phrase),
            re.DOTALL,
        )
        return [document for document in documents if _contains(segment.order(document), pattern)]

    def _allowed(self, segment: Segment) -> int:
        query, allowed = self.query, segment.alive
        for group in facets(query):
            allowed &= segment.mask(group)
        if query.closed_boards:
            closed = segment.mask(tuple(map(entries.board, sorted(query.closed_boards))))
            allowed &= closed ^ segment.everything()
        return allowed

    def _scores(
        self,
        segment: Segment,
        postings: list[Postings],
        frequencies: list[int],
        documents: Sequence[int],
    ) -> Sequence[float]:
        everything = sum(each.size for each in self.segments)
        table = _table(max(1, round(sum(each.words for each in self.segments) / everything)))
        lengths = list(map(segment.lengths.__getitem__, documents))
        total: Sequence[float] = []
        for own, frequency in zip(postings, frequencies, strict=True):
            weights = own.weights_in(documents)
            worth = [table[weight][length] for weight, length in zip(weights, lengths, strict=True)]
            rarity = log(1 + (everything - frequency + 0.5) / (frequency + 0.5))
            worth = list(map(mul, worth, repeat(rarity)))
            total = list(map(add, total, worth)) if total else worth
        return total


def _postings(segment: Segment, branch: Branch) -> list[Postings]:
    terms = [segment.postings(term) for term in branch.terms]
    return terms + [
        segment.beginning_with(beginning, stem) for stem, beginning in branch.beginnings
    ]


def _in_all(postings: list[Postings]) -> Sequence[int]:
    rarest, *others = sorted(postings, key=len)
    documents: Sequence[int] = rarest.documents
    for each in others:
        documents = each.among(documents)
    return documents


def _contains(order: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Whether the hashes stand in a row; a hit between two hashes does not count."""
    place = 0
    while found := pattern.search(order, place):
        if found.start() % HASH == 0:
            return True
        place = found.start() + 1
    return False


@lru_cache(maxsize=64)
def _table(average: int) -> list[list[float]]:
    """BM25 without rarity for each weight of a term and each code of a length."""
    norms = [
        SATURATION * (1 - LENGTH_MATTERS + LENGTH_MATTERS * length / average) for length in LENGTHS
    ]
    return [
        [weight * (SATURATION + 1) / (weight + norm) for norm in norms]
        for weight in range(MOST_WEIGHT + 1)
    ]


def _hit(found: Found, document: int, score: float) -> Hit:
    kind, number = found.segment.reference(document)
    return Hit(kind, number, moment(found.segment.moments[document]), found.language, score)
