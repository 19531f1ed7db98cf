"""The statements of one story compared: which measure the same thing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from extractors.records import Statement
from extractors.statements.alike.groups import group_statements
from extractors.statements.alike.pairs import FEATURES, pairs_of
from extractors.statements.alike.story import Described, Story, are_unlike, describe_story, stands_in
from extractors.statements.decided import Decision, apply_decisions
from extractors.statements.one_thing import are_dates_of_one_event
from extractors.trees import Floats, Forest, read_forest

# A story compares so many statements of one kind and unit at most, those of most articles first: 400 make 80,000
# pairs, 1.7 s of CPU.
_MOST_STATEMENTS = 400
# Pairs that are judged at once, some 400 bytes each; a bucket has 80,000 at most.
_MOST_PAIRS = 80_000
# What weighs a pair that words tell apart: two pairs as sure as can be do not make up for one.
_APART = -1.0
# In five folds over topics of 17 labelled events (November 2026), without it and with .1, .15, .2: F1 of pairs of
# unlike values .227, .244, .273, .322, of all pairs .783, .786, .790, .796.
_OTHER_VALUE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """A learned answer: log odds of a row of features, the sum of `intercept` and what each tree adds."""

    intercept: float
    trees: Forest

    def probabilities(self, rows: Floats) -> Floats:
        """Return the probability of each row."""
        odds = self.intercept + self.trees.score(rows)
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWeights:
    """What was learned: whether two statements measure the same; groups are joined above the mean `together`."""

    version: str
    same: Judge
    together: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Statements of two articles or more that measure the same, by value; numbers are places in its list."""

    values: tuple[tuple[int, ...], ...]


def read_statement_weights(stated: Mapping[str, Any]) -> StatementWeights:
    """Return the weights that a parsed JSON file states."""
    same = Judge(
        intercept=float(stated["same"]["intercept"]),
        trees=read_forest(stated["same"]["trees"], FEATURES),
    )
    return StatementWeights(version=stated["version"], same=same, together=float(stated["together"]))


def compare_story(
    statements: Sequence[Statement], weights: StatementWeights
) -> tuple[list[Statement], list[Group]]:
    """Return the statements of a story's texts in the order of their ids, and their groups by place in it."""
    story, groups = compare_stories([statements], weights)[0]
    return [each.statement for each in story.described], groups


def compare_stories(
    stories: Sequence[Sequence[Statement]],
    weights: StatementWeights,
    decisions: Sequence[Sequence[Decision]] = (),
) -> list[tuple[Story, list[Group]]]:
    """Return the statements of each story described in the order of their ids, and their groups by place in it.

    The order in which they come is no matter. What no other article repeats or contradicts is in no group. The
    pairs of many stories are judged at once: 120 trees asked for each of 6,686 small buckets took half the time.
    `decisions` are those of people, by story.
    """
    described = [describe_story(sorted(each, key=lambda one: one.statement_id)) for each in stories]
    groups: list[list[Group]] = [[] for _ in stories]
    for some in _portions((at, places) for at, story in enumerate(described) for places in _buckets(story)):
        asked, rows = pairs_of([(described[at], places) for at, places in some])
        scores = weights.same.probabilities(rows)
        begin = 0
        for (at, places), pairs in zip(some, asked, strict=True):
            story = described[at]
            own = part_unlike(story, pairs, scores[begin : begin + len(pairs)])
            links = dict(zip(pairs, own, strict=True))
            joined = apply_decisions(decisions[at], story.described, links) if decisions else []
            groups[at] += _groups_of(story, places, links, joined, weights)
            begin += len(pairs)
    return list(zip(described, groups, strict=True))


def _portions(buckets: Iterable[tuple[int, list[int]]]) -> Iterator[list[tuple[int, list[int]]]]:
    """Yield the buckets, so many at once as have MOST_PAIRS."""
    some: list[tuple[int, list[int]]] = []
    count = 0
    for at, places in buckets:
        count += len(places) * (len(places) - 1) // 2
        if some and count > _MOST_PAIRS:
            yield some
            some, count = [], len(places) * (len(places) - 1) // 2
        some.append((at, places))
    if some:
        yield some


def _buckets(story: Story) -> Iterator[list[int]]:
    """Yield the places of the statements of each kind and unit that stand in two articles."""
    by_bucket: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for at, each in enumerate(story.described):
        by_bucket[each.bucket].append(at)
    for _, places in sorted(by_bucket.items(), key=lambda each: (each[0][0], each[0][1] or "")):
        if len({story.described[at].statement.article_id for at in places}) > 1:
            yield _most_supported(story, places)


def _most_supported(story: Story, places: list[int]) -> list[int]:
    """Return at most MOST_STATEMENTS of the places, those whose value most articles state."""
    if len(places) <= _MOST_STATEMENTS:
        return places

    def support(at: int) -> tuple[int, str]:
        each = story.described[at]
        return -story.support[each.bucket, each.key], each.statement.statement_id

    return sorted(sorted(places, key=support)[:_MOST_STATEMENTS])


def part_unlike(story: Story, pairs: Sequence[tuple[int, int]], scores: Floats) -> list[float]:
    """Return the scores of pairs, below all others where words tell that the two are not of one measure.

    Two values that neither article has both of are raised: pairs of unlike values are so seldom of one measure
    that the judge gives them little. Not so ages: people have many ("before the age of 30"). Unlike dates of one
    event are surely of one measure.
    """
    described = story.described
    return [
        _weighed(described[a], described[b], score, story)
        for (a, b), score in zip(pairs, scores.tolist(), strict=True)
    ]


def _weighed(one: Described, other: Described, score: float, story: Story) -> float:
    may_be_unlike = (
        (one.attribute and other.attribute) or (one.harm and other.harm) or one.statement.kind == "percent"
    )
    if may_be_unlike and are_unlike(one, other):
        return _APART
    if one.event_date is not None and are_dates_of_one_event(one, other, story):
        return 1.0
    if one.key == other.key or one.statement.kind == "age" or stands_in(one, other.statement.article_id, story):
        return score
    return score if stands_in(other, one.statement.article_id, story) else score + _OTHER_VALUE


def _groups_of(
    story: Story,
    places: Sequence[int],
    links: Mapping[tuple[int, int], float],
    joined: Sequence[tuple[int, int]],
    weights: StatementWeights,
) -> list[Group]:
    at_of = sorted(places)
    number = {at: place for place, at in enumerate(at_of)}
    numbered = {(number[a], number[b]): score for (a, b), score in links.items()}
    groups = []
    for members in group_statements(
        numbered, len(at_of), weights.together, [(number[a], number[b]) for a, b in joined]
    ):
        found = [at_of[member] for member in members]
        if len({story.described[at].statement.article_id for at in found}) > 1:
            groups.append(Group(values=values_of(story, found)))
    return groups


def values_of(story: Story, members: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return the members of a group by their value, in order of the value's key."""
    by_value: dict[str, list[int]] = defaultdict(list)
    for at in members:
        by_value[story.described[at].key].append(at)
    return tuple(tuple(by_value[key]) for key in sorted(by_value))
