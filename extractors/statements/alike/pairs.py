"""Pairs of statements of two articles side by side: how alike they are in what they measure, many at once."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from extractors.statements.alike.sides import Sides, sides_of
from extractors.statements.alike.story import Described, Story, said_beside, stands_in
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


def pairs_of(buckets: Sequence[tuple[Story, Sequence[int]]]) -> tuple[list[list[tuple[int, int]]], Floats]:
    """Return the pairs of statements of two articles of each bucket, as (lower, higher) places; features of all.

    A bucket is a story with places of statements in it. A count and a rank are a pair where they are equal only.
    Many are asked at once: 1,282 buckets of 424 real stories take 1.7 s less of 2.2 (2026-11-28).
    """
    sides, articles = sides_of(buckets)
    places = np.array([at for _, some in buckets for at in sorted(some)], np.int64)
    pairs = list(zip(places[sides.a].tolist(), places[sides.b].tolist(), strict=True))
    ends = np.searchsorted(sides.buckets[sides.a], np.arange(len(buckets) + 1)).tolist()
    return [pairs[begin:end] for begin, end in pairwise(ends)], _features(sides, articles)


def _features(sides: Sides, articles: Ints) -> Floats:
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


def _value_likeness(sides: Sides) -> list[Floats]:
    """Return the difference in powers of ten (1 where a value is no number), and whether both round to one."""
    one, other = sides.numbers(lambda each: np.nan if each.value is None else each.value)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.abs(np.log10(np.abs(one)) - np.log10(np.abs(other)))
    distance = np.where(one * other > 0, np.minimum(distance, _MOST_DISTANT), _MOST_DISTANT)
    distance = np.where(one == other, 0.0, np.where(np.isnan(one) | np.isnan(other), 1.0, distance))
    stated = [each.statement for each in sides.described]
    return [_cut(distance), within_rounding(stated, sides.a, sides.b).astype(np.float64)]


def _noun_likeness(sides: Sides) -> list[Floats]:
    counted = [each.statement.counted for each in sides.described]
    words = [each.weights for each in sides.described]
    near = [
        float((counted[a] in words[b]) + (counted[b] in words[a]))
        for a, b in zip(sides.a.tolist(), sides.b.tolist(), strict=True)
    ]
    nouns = sides.codes(lambda each: each.statement.counted)
    return [_same(*nouns), np.array(near, np.float64)]


def _word_likeness(sides: Sides) -> Floats:
    """Return the cosine of the words of both sentences, those near to the figure weighing more."""
    norms = sides.numbers(lambda each: each.norm)
    return _cut(sides.products([each.weights for each in sides.described]) / (norms[0] * norms[1]))


def _set_likeness(sides: Sides) -> list[Floats]:
    sets: tuple[Callable[[Described], Iterable[str]], ...] = (
        lambda each: each.statement.words[:_NEAR],
        lambda each: each.statement.words,
        lambda each: each.statement.entity_ids,
    )
    first = sides.codes(lambda each: next(iter(each.statement.entity_ids), None))
    return [*(_share(*sides.shared(map(of, sides.described))) for of in sets), _same(*first)]


def _order_likeness(sides: Sides) -> list[Floats]:
    """Return likeness of the words right before and behind and of qualifiers, and how many are headlines."""
    words = [sides.codes(partial(_word_at, name, at)) for name in ("before", "after") for at in (0, 1)]
    headline = sides.numbers(lambda each: float(each.statement.zone == "headline"))
    qualifiers = sides.codes(lambda each: each.statement.qualifier)
    equal = [((one == other) & (one >= 0)).astype(np.float64) for one, other in words]
    return [*equal, headline[0] + headline[1], _same(*qualifiers)]


def _word_at(name: str, at: int, each: Described) -> str | None:
    words: tuple[str, ...] = getattr(each.statement, name)
    return words[at] if len(words) > at else None


def _cue_differences(sides: Sides) -> list[Floats]:
    both, one, other = sides.shared(each.statement.cues for each in sides.described)
    of_each = [sides.flags(lambda each: each.statement.cues, cue) for cue in _CUES]
    return [one + other - 2 * both, *(np.abs(here - there) for here, there in of_each)]


def _places_in_story(sides: Sides, articles: Ints, is_same: Floats) -> list[Floats]:
    """Return in how many of the two articles the other's value stands too, and how crowded and spread both are."""
    elsewhere = _stand_in(sides, articles, sides.a, sides.b) + _stand_in(sides, articles, sides.b, sides.a)
    spread = sides.numbers_in_story(lambda story, each: len(story.values_of[each.statement.article_id]))
    crowd = sides.numbers_in_story(
        lambda story, each: story.crowd[each.statement.article_id, each.bucket, each.statement.counted]
    )
    place = sides.numbers(lambda each: each.place)
    support = np.log(sides.numbers_in_story(lambda story, each: story.support[each.bucket, each.key]))
    return [
        np.where(is_same > 0, 0.0, elsewhere),
        np.log(spread[0] + spread[1]),
        np.log(crowd[0] + crowd[1]),
        np.abs(place[0] - place[1]),
        np.minimum(*support),
        np.maximum(*support),
    ]


def _stand_in(sides: Sides, articles: Ints, one: Ints, other: Ints) -> Floats:
    """Return whether the value of one side stands in the article of the other too."""
    width = int(articles.max(initial=0)) + 1
    asked, first, place = np.unique(one * width + articles[other], return_index=True, return_inverse=True)
    stands = [
        stands_in(sides.described[at], sides.described[there].statement.article_id, sides.stories[at])
        for at, there in zip((asked // width).tolist(), other[first].tolist(), strict=True)
    ]
    return np.array(stands, np.float64)[place]


def _company(sides: Sides) -> list[Floats]:
    """Return likeness of modifiers and dates, and how many other values both sentences state, and those around."""
    both, one, other = sides.shared(each.modifiers for each in sides.described)
    beside = [said_beside(story, each) for story, each in zip(sides.stories, sides.described, strict=True)]
    around = [
        said_beside(story, each, reach=1) for story, each in zip(sides.stories, sides.described, strict=True)
    ]
    days = sides.asked(
        [frozenset(key for bucket, key in said if bucket[0] == "date") for said in beside],
        lambda here, there: dates_agree(here, there) if here and there else 0.5,
    )
    return [
        np.where((one > 0) & (other > 0), _share(both, one, other), 0.5),
        ((one > 0) != (other > 0)).astype(np.float64),
        days,
        np.minimum(sides.shared(beside)[0], 3),
        np.minimum(sides.shared(around)[0], 5),
    ]


def _measures(sides: Sides) -> list[Floats]:
    """Return whether words tell that both measure the same, for how many they tell, and what else is so."""
    measures = sides.codes(lambda each: each.measure)
    alone = sides.numbers_in_story(
        lambda story, each: len(story.measured[each.statement.article_id, each.measure])
    )
    sentence = sides.numbers(lambda each: min(each.statement.sentence_index, _LEAD))
    known = (measures[0] >= 0).astype(np.float64) + (measures[1] >= 0)
    return [_same(*measures), known, np.log(alone[0] * alone[1]), sentence[0] + sentence[1]]


def _kinds(sides: Sides) -> list[Floats]:
    numbers = {kind: number for number, kind in enumerate(_KINDS)}
    one, other = sides.numbers(lambda each: numbers[each.statement.kind])
    return [
        (one == other).astype(np.float64),
        *(((one == number) + (other == number).astype(np.float64)) / 2 for number in range(len(_KINDS))),
    ]


def _nearness(sides: Sides, articles: Ints, words: Floats) -> tuple[Floats, Floats]:
    """Return how near each side comes to the nearest of the other article, the less near first.

    1 where no other statement of that article has words more like it, less the more another one has.
    """
    # By statement a row, as wide as its bucket has articles.
    widths = np.zeros(int(sides.buckets.max(initial=-1)) + 1, np.int64)
    np.maximum.at(widths, sides.buckets, articles + 1)
    width = widths[sides.buckets]
    row = np.cumsum(width) - width
    best = np.zeros(int(width.sum()))
    there = [(row[one] + articles[other]) for one, other in ((sides.a, sides.b), (sides.b, sides.a))]
    for places in there:
        np.maximum.at(best, places, words)
    ratios = [(words + 0.01) / (best[places] + 0.01) for places in there]
    return _cut(np.minimum(*ratios)), _cut(np.maximum(*ratios))


def _cut(values: Floats) -> Floats:
    """Return the values rounded: sums of floats hang on their order, and what is learned asks no finer."""
    return np.asarray(np.round(values, 6), np.float64)


def _same(one: Ints, other: Ints) -> Floats:
    """Return 1 for the same, 0 for another, between them where one is unknown."""
    return np.where((one < 0) | (other < 0), 0.5, (one == other).astype(np.float64))


def _share(shared: Floats, one: Floats, other: Floats) -> Floats:
    together = one + other - shared
    return _cut(np.where(together > 0, shared / np.maximum(together, 1), 0.0))
