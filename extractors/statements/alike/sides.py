"""The statements of many buckets as columns, and what is asked of both sides of each pair of a bucket, at once."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from extractors.statements.alike.codes import ask_once, codes_of, pairs_within
from extractors.statements.alike.story import Described, Story
from extractors.trees import Floats, Ints


@dataclass(frozen=True, slots=True)
class Sides:
    """Statements with their stories, bucket after bucket, and the places among them of the two sides of each pair.

    `buckets`: by statement the number of its bucket. `pairs`: the kept ones among all `pair_count` pairs within
    buckets, where that of i and j has the number `first[i] + j - i - 1`.
    """

    described: list[Described]
    stories: list[Story]
    buckets: Ints
    first: Ints
    pair_count: int
    pairs: Ints
    a: Ints
    b: Ints

    def numbers(self, of: Callable[[Described], float]) -> tuple[Floats, Floats]:
        """Return a number of both sides of each pair."""
        return self.both([of(each) for each in self.described])

    def numbers_in_story(self, of: Callable[[Story, Described], float]) -> tuple[Floats, Floats]:
        """Return a number of both sides of each pair that their story tells too."""
        return self.both(list(map(of, self.stories, self.described)))

    def both(self, column: Sequence[float]) -> tuple[Floats, Floats]:
        """Return what both sides of each pair have in the column, as numbers."""
        numbers = np.array(column, np.float64)
        return numbers[self.a], numbers[self.b]

    def flags(self, of: Callable[[Described], Collection[str]], word: str) -> tuple[Floats, Floats]:
        """Return whether what is told of both sides of each pair holds the word."""
        return self.numbers(lambda each: float(word in of(each)))

    def codes(self, of: Callable[[Described], Hashable]) -> tuple[Ints, Ints]:
        """Return numbers for a value of both sides of each pair: equal ones for equal values, -1 for None."""
        column = codes_of(of(each) for each in self.described)
        return column[self.a], column[self.b]

    def shared(self, sets: Iterable[Iterable[Hashable]]) -> tuple[Floats, Floats, Floats]:
        """Return of sets, one a statement, how many of them both sides of each pair hold, and how many each."""
        weights = [dict.fromkeys(each, 1.0) for each in sets]
        sizes = np.array([len(each) for each in weights], np.float64)
        return self.products(weights), sizes[self.a], sizes[self.b]

    def products(self, weights: Sequence[Mapping[Any, float]]) -> Floats:
        """Return of weights by word, one mapping a statement, the sum of the products of both sides of each pair.

        Only the pairs that share a word are gone through, word by word.
        """
        known: dict[Any, int] = {}
        words = np.array([known.setdefault(word, len(known)) for each in weights for word in each], np.int64)
        of_word = np.array([weight for each in weights for weight in each.values()], np.float64)
        statements = np.repeat(np.arange(len(weights)), np.array([len(each) for each in weights], np.int64))
        in_bucket = self.buckets[statements] * max(len(known), 1) + words
        order = np.argsort(in_bucket, kind="stable")
        starts = np.flatnonzero(np.diff(in_bucket[order], prepend=-1))
        lower, higher, _ = pairs_within(np.diff(starts, append=len(order)))
        statements, of_word = statements[order], of_word[order]
        one, other = statements[lower], statements[higher]
        pairs = self.first[one] + other - one - 1
        sums = np.bincount(pairs, of_word[lower] * of_word[higher], self.pair_count)
        return np.asarray(sums[self.pairs], np.float64)

    def asked(self, values: Sequence[Any], ask: Callable[[Any, Any], float]) -> Floats:
        """Return the answer for a value of both sides of each pair, one a statement."""
        return ask_once(values, self.a, self.b, ask)


def sides_of(buckets: Sequence[tuple[Story, Sequence[int]]]) -> tuple[Sides, Ints]:
    """Return the statements at these places with the pairs of two articles, and numbers of their articles.

    A bucket is a story with places of statements in it. A count and a rank are a pair where they are equal only.
    Articles are numbered in each bucket for itself.
    """
    described = [story.described[at] for story, places in buckets for at in sorted(places)]
    sizes = np.array([len(places) for _, places in buckets], np.int64)
    a, b, first = pairs_within(sizes)
    articles = _within(sizes, [each.statement.article_id for each in described])
    ranks = np.array([each.statement.kind == "ordinal" for each in described], np.bool_)
    keys = codes_of(each.key for each in described)
    kept = np.flatnonzero((articles[a] != articles[b]) & ((ranks[a] == ranks[b]) | (keys[a] == keys[b])))
    sides = Sides(
        described=described,
        stories=[story for story, places in buckets for _ in places],
        buckets=np.repeat(np.arange(len(sizes)), sizes),
        first=first,
        pair_count=len(a),
        pairs=kept,
        a=a[kept],
        b=b[kept],
    )
    return sides, articles


def _within(sizes: Ints, values: Sequence[Hashable]) -> Ints:
    """Return numbers for values, in each group from 0 on."""
    begin, parts = 0, [np.zeros(0, np.int64)]
    for size in sizes.tolist():
        parts.append(codes_of(values[begin : begin + size]))
        begin += size
    return np.concatenate(parts)
