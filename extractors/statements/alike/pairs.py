"""Pairs of statements of two articles side by side: how alike they are in what they measure, many at once."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.statements.alike.story import Described, Story, said_beside
from extractors.statements.values import dates_agree, within_rounding
from extractors.trees import Floats, Ints

_KINDS = ("money", "percent", "quantity", "duration", "age", "ordinal", "score", "time", "date")
_CUES = ("planned", "former", "each", "part")
FEATURES = (
    "same_value", "distance", "rounding", "same_counted", "counted_near", "words", "near_words", "all_words",
    "names", "first_name", "before", "before_next", "after", "after_next", "headline", "same_qualifier", "cues",
    *_CUES, "elsewhere", "spread", "crowd", "place", "support_low", "support_high", "modifiers", "modified_once",
    "dates", "company", "neighbours", "measure", "measured", "alone", "lead", "same_kind", *_KINDS,
    "nearest_low", "nearest_high",
)  # fmt: skip
_NEAR = 3  # words of the clause nearest to the figure
_LEAD = 6  # sentences: farther down it is no matter where
_MOST_DISTANT = 3.0  # powers of ten


@dataclass(frozen=True, slots=True)
class _Sides:
    """The statements of a bucket as columns, and the places in them of the two sides of each pair."""

    story: Story
    described: list[Described]
    a: Ints
    b: Ints

    def numbers(self, of: Callable[[Described], float]) -> tuple[Floats, Floats]:
        """Return a number of both sides of each pair."""
        column = np.array([of(each) for each in self.described], np.float64)
        return column[self.a], column[self.b]

    def flags(self, of: Callable[[Described], Collection[str]], word: str) -> tuple[Floats, Floats]:
        """Return whether what is told of both sides of each pair holds the word."""
        return self.numbers(lambda each: float(word in of(each)))

    def codes(self, of: Callable[[Described], Hashable]) -> tuple[Ints, Ints]:
        """Return numbers for a value of both sides of each pair: equal ones for equal values, -1 for None."""
        column = _codes(of(each) for each in self.described)
        return column[self.a], column[self.b]

    def shared(self, of: Callable[[Described], Iterable[Hashable]]) -> tuple[Floats, Floats, Floats]:
        """Return of sets of both sides of each pair how many both hold, and how many each."""
        sets = [dict.fromkeys(of(each), 1.0) for each in self.described]
        table = _table(sets, np.float32)  # counts are whole, and half as long to multiply
        sizes = np.array([len(each) for each in sets], np.float64)
        shared = (table @ table.T)[self.a, self.b].astype(np.float64)
        return shared, sizes[self.a], sizes[self.b]

    def asked(self, of: Callable[[Described], Hashable], ask: Callable[[Any, Any], float]) -> Floats:
        """Return the answer for a value of both sides of each pair, asked once for every two unlike values."""
        values = [of(each) for each in self.described]
        column = _codes(values)
        unlike = list(dict.fromkeys(value for value in values if value is not None))
        answers = np.array([[ask(one, other) for other in unlike] for one in unlike], np.float64)
        return answers[column[self.a], column[self.b]] if unlike else np.zeros(len(self.a))


def pairs_of(story: Story, places: Sequence[int]) -> tuple[list[tuple[int, int]], Floats]:
    """Return the pairs of statements of two articles, as (lower, higher) places, with their features.

    A count and a rank are a pair where they are equal only.
    """
    at = sorted(places)
    described = [story.described[place] for place in at]
    articles = _codes(each.statement.article_id for each in described)
    ranks = np.array([each.statement.kind == "ordinal" for each in described], np.bool_)
    keys = _codes(each.key for each in described)
    a, b = np.triu_indices(len(at), 1)
    kept = (articles[a] != articles[b]) & ((ranks[a] == ranks[b]) | (keys[a] == keys[b]))
    sides = _Sides(story, described, a[kept], b[kept])
    pairs = [(at[one], at[other]) for one, other in zip(sides.a.tolist(), sides.b.tolist(), strict=True)]
    return pairs, _features(sides, articles)


def _features(sides: _Sides, articles: Ints) -> Floats:
    """Return the FEATURES of each pair; the order of its sides is no matter."""
    keys = sides.codes(lambda each: each.key)
    is_same = (keys[0] == keys[1]).astype(np.float64)
    words = _word_likeness(sides)
    columns = [
        is_same,
        *_value_likeness(sides),
        *_noun_likeness(sides),
        words,
        *_set_likeness(sides),
        *_order_likeness(sides),
        *_cue_differences(sides),
        *_places_in_story(sides, articles, is_same),
        *_company(sides),
        *_measures(sides),
        *_kinds(sides),
        *_nearness(sides, articles, words),
    ]
    return np.stack(columns, axis=1)


def _value_likeness(sides: _Sides) -> list[Floats]:
    """Return the difference in powers of ten (1 where a value is no number), and whether both round to one."""
    one, other = sides.numbers(lambda each: np.nan if each.value is None else each.value)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.abs(np.log10(np.abs(one)) - np.log10(np.abs(other)))
    distance = np.where(one * other > 0, np.minimum(distance, _MOST_DISTANT), _MOST_DISTANT)
    distance = np.where(one == other, 0.0, np.where(np.isnan(one) | np.isnan(other), 1.0, distance))
    described = [each.statement for each in sides.described]
    return [_cut(distance), within_rounding(described, sides.a, sides.b).astype(np.float64)]


def _noun_likeness(sides: _Sides) -> list[Floats]:
    counted = [each.statement.counted for each in sides.described]
    near = np.array([[noun in each.weights for noun in counted] for each in sides.described], np.float64)
    nouns = sides.codes(lambda each: each.statement.counted)
    return [_same(*nouns), near[sides.a, sides.b] + near[sides.b, sides.a]]


def _word_likeness(sides: _Sides) -> Floats:
    """Return the cosine of the words of both sentences, those near to the figure weighing more."""
    table = _table([each.weights for each in sides.described])
    norms = np.array([each.norm for each in sides.described])
    return _cut((table @ table.T)[sides.a, sides.b] / (norms[sides.a] * norms[sides.b]))


def _set_likeness(sides: _Sides) -> list[Floats]:
    sets: tuple[Callable[[Described], Iterable[str]], ...] = (
        lambda each: each.statement.words[:_NEAR],
        lambda each: each.statement.words,
        lambda each: each.statement.entity_ids,
    )
    first = sides.codes(lambda each: next(iter(each.statement.entity_ids), None))
    return [*(_share(*sides.shared(of)) for of in sets), _same(*first)]


def _order_likeness(sides: _Sides) -> list[Floats]:
    """Return likeness of the words right before and behind and of qualifiers, and how many are headlines."""
    words = [sides.codes(partial(_word_at, name, at)) for name in ("before", "after") for at in (0, 1)]
    headline = sides.numbers(lambda each: float(each.statement.zone == "headline"))
    qualifiers = sides.codes(lambda each: each.statement.qualifier)
    equal = [((one == other) & (one >= 0)).astype(np.float64) for one, other in words]
    return [*equal, headline[0] + headline[1], _same(*qualifiers)]


def _word_at(name: str, at: int, each: Described) -> str | None:
    words: tuple[str, ...] = getattr(each.statement, name)
    return words[at] if len(words) > at else None


def _cue_differences(sides: _Sides) -> list[Floats]:
    both, one, other = sides.shared(lambda each: each.statement.cues)
    of_each = [sides.flags(lambda each: each.statement.cues, cue) for cue in _CUES]
    return [one + other - 2 * both, *(np.abs(here - there) for here, there in of_each)]


def _places_in_story(sides: _Sides, articles: Ints, is_same: Floats) -> list[Floats]:
    """Return in how many of the two articles the other's value stands too, and how crowded and spread both are."""
    story = sides.story
    of_article = {
        int(code): each.statement.article_id for code, each in zip(articles, sides.described, strict=True)
    }
    stands = np.array(
        [[story.values_of[of_article[code]][each.bucket, each.key] > 0 for code in range(len(of_article))]
         for each in sides.described], np.float64,
    )  # fmt: skip
    elsewhere = stands[sides.a, articles[sides.b]] + stands[sides.b, articles[sides.a]]
    spread = sides.numbers(lambda each: len(story.values_of[each.statement.article_id]))
    crowd = sides.numbers(lambda each: story.crowd[each.statement.article_id, each.bucket, each.statement.counted])
    place = sides.numbers(lambda each: each.place)
    support = np.log(sides.numbers(lambda each: story.support[each.bucket, each.key]))
    return [
        np.where(is_same > 0, 0.0, elsewhere),
        np.log(spread[0] + spread[1]),
        np.log(crowd[0] + crowd[1]),
        np.abs(place[0] - place[1]),
        np.minimum(*support),
        np.maximum(*support),
    ]


def _company(sides: _Sides) -> list[Floats]:
    """Return likeness of modifiers and dates, and how many other values both sentences state, and those around."""
    story = sides.story
    both, one, other = sides.shared(lambda each: each.modifiers)
    days = sides.asked(
        lambda each: frozenset(key for bucket, key in said_beside(story, each) if bucket[0] == "date"),
        lambda here, there: dates_agree(here, there) if here and there else 0.5,
    )
    return [
        np.where((one > 0) & (other > 0), _share(both, one, other), 0.5),
        ((one > 0) != (other > 0)).astype(np.float64),
        days,
        np.minimum(sides.shared(lambda each: said_beside(story, each))[0], 3),
        np.minimum(sides.shared(lambda each: said_beside(story, each, reach=1))[0], 5),
    ]


def _measures(sides: _Sides) -> list[Floats]:
    """Return whether words tell that both measure the same, for how many they tell, and what else is so."""
    story = sides.story
    measures = sides.codes(lambda each: each.measure)
    alone = sides.numbers(lambda each: len(story.measured[each.statement.article_id, each.measure]))
    sentence = sides.numbers(lambda each: min(each.statement.sentence_index, _LEAD))
    known = (measures[0] >= 0).astype(np.float64) + (measures[1] >= 0)
    return [_same(*measures), known, np.log(alone[0] * alone[1]), sentence[0] + sentence[1]]


def _kinds(sides: _Sides) -> list[Floats]:
    kinds = sides.codes(lambda each: each.statement.kind)
    of_each = [sides.flags(lambda each: (each.statement.kind,), kind) for kind in _KINDS]
    return [_same(*kinds), *((one + other) / 2 for one, other in of_each)]


def _nearness(sides: _Sides, articles: Ints, words: Floats) -> tuple[Floats, Floats]:
    """Return how near each side comes to the nearest of the other article, the less near first.

    1 where no other statement of that article has words more like it, less the more another one has.
    """
    best = np.zeros((len(sides.described), int(articles.max(initial=0)) + 1))
    np.maximum.at(best, (sides.a, articles[sides.b]), words)
    np.maximum.at(best, (sides.b, articles[sides.a]), words)
    ratios = [
        (words + 0.01) / (best[one, articles[other]] + 0.01)
        for one, other in ((sides.a, sides.b), (sides.b, sides.a))
    ]
    return _cut(np.minimum(*ratios)), _cut(np.maximum(*ratios))


def _codes(values: Iterable[Hashable]) -> Ints:
    """Return a number for each value, equal for equal ones, in order of first sight; -1 for None."""
    known: dict[Hashable, int] = {}
    return np.array([-1 if value is None else known.setdefault(value, len(known)) for value in values], np.int64)


def _table(
    rows: Sequence[dict[Any, float]], kind: type[np.floating[Any]] = np.float64
) -> NDArray[np.floating[Any]]:
    """Return the rows as a table with a column for each key."""
    column: dict[Any, int] = {}
    columns = [column.setdefault(key, len(column)) for row in rows for key in row]
    table = np.zeros((len(rows), len(column)), kind)
    # All at once: a row at a time took a tenth of the comparison of real stories.
    table[np.repeat(np.arange(len(rows)), [len(row) for row in rows]), columns] = [
        weight for row in rows for weight in row.values()
    ]
    return table


def _cut(values: Floats) -> Floats:
    """Return the values rounded: sums of floats hang on their order, and what is learned asks no finer."""
    return np.asarray(np.round(values, 6), np.float64)


def _same(one: Ints, other: Ints) -> Floats:
    """Return 1 for the same, 0 for another, between them where one is unknown."""
    return np.where((one < 0) | (other < 0), 0.5, (one == other).astype(np.float64))


def _share(shared: Floats, one: Floats, other: Floats) -> Floats:
    together = one + other - shared
    return _cut(np.where(together > 0, shared / np.maximum(together, 1), 0.0))
