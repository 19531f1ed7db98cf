"""Two statements of two articles side by side: how alike they are in what they measure."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log, log10, sqrt

import numpy as np

from extractors.records import Statement
from extractors.statements.about import stem, word_key
from extractors.statements.values import base_unit, base_value, is_within_rounding, value_key
from extractors.trees import Floats

_KINDS = ("money", "percent", "quantity", "duration", "age", "ordinal", "score", "time", "date")
FEATURES = (
    "same_value", "distance", "rounding", "same_counted", "counted_near", "words", "near_words", "all_words",
    "names", "first_name", "before", "before_next", "after", "after_next", "headline", "same_qualifier", "cues",
    "planned", "former", "each", "part", "elsewhere", "spread", "crowd", "place", "support_low", "support_high",
    "modifiers", "modified_once", "dates", "company", "neighbours", *_KINDS, "nearest_low", "nearest_high",
)  # fmt: skip
_COSINE = FEATURES.index("words")
_NEAR = 3  # words of the clause nearest to the figure
# What an amount of money is, by the stem that stands nearest to it. "Worth" and "deal" go with price and value.
_ATTRIBUTE_WORDS = 5
_ATTRIBUTES = {
    word: attribute
    for attribute, words in {
        "price": "invest investment stake acquir acquisition bought buy paid purchas takeover",
        "valuation": "valu valuation",
        "revenue": "revenu turnover",
        "profit": "profit earn earning",
        "loss": "loss lost",
        "debt": "debt loan",
        "fine": "fin penalt",
        "restitution": "restitution",
        "forfeit": "forfeit forfeiture",
        "budget": "budget",
        "salary": "salar wag",
    }.items()
    for word in words.split()
}


_HARMS = frozenset("kill injur miss arrest displac homeles rescu evacuat infect hospitaliz strand".split())


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """A statement with what its comparisons need, computed once."""

    statement: Statement
    bucket: tuple[str, str | None]
    key: str
    value: float | None
    weights: dict[str, float]
    norm: float
    place: float
    near_words: frozenset[str]
    all_words: frozenset[str]
    names: frozenset[str]
    cues: frozenset[str]
    modifiers: frozenset[str]
    kind: tuple[float, ...]


@dataclass(slots=True)
class Story:
    """The statements of a story's texts; what stands where, by article."""

    described: list[Described] = field(default_factory=list)
    values_of: dict[str, Counter[tuple[tuple[str, str | None], str]]] = field(default_factory=dict)
    crowd: Counter[tuple[str, tuple[str, str | None], str | None]] = field(default_factory=Counter)
    support: Counter[tuple[tuple[str, str | None], str]] = field(default_factory=Counter)
    sentences: dict[tuple[str, int], set[tuple[tuple[str, str | None], str]]] = field(default_factory=dict)


def describe_story(statements: Sequence[Statement]) -> Story:
    """Return the statements of one story's distinct texts, ready to be compared."""
    documents = {each.article_id: set[str]() for each in statements}
    for each in statements:
        documents[each.article_id].update(each.words)
    frequency = Counter(word for words in documents.values() for word in words)
    idf = {word: log(1 + len(documents) / count) for word, count in frequency.items()}
    last = {each.article_id: max(each.span_end, 1) for each in statements}
    story = Story()
    for each in statements:
        one = _describe(each, idf, last[each.article_id])
        story.described.append(one)
        of_article = story.values_of.setdefault(each.article_id, Counter())
        if not of_article[one.bucket, one.key]:
            story.support[one.bucket, one.key] += 1
        of_article[one.bucket, one.key] += 1
        story.crowd[each.article_id, one.bucket, each.counted] += 1
        story.sentences.setdefault((each.article_id, each.sentence_index), set()).add((one.bucket, one.key))
    return story


def _describe(statement: Statement, idf: dict[str, float], last: int) -> Described:
    weights = {word: idf[word] / (1 + rank / 3) for rank, word in enumerate(statement.words)}
    return Described(
        statement=statement,
        bucket=_bucket_of(statement),
        key=value_key(statement),
        value=base_value(statement),
        weights=weights,
        norm=sqrt(sum(weight * weight for weight in weights.values())) or 1.0,
        place=statement.span_start / last,
        near_words=frozenset(statement.words[:_NEAR]),
        all_words=frozenset(statement.words),
        names=frozenset(statement.entity_ids),
        cues=frozenset(statement.cues),
        modifiers=modifiers_of(statement),
        kind=tuple(float(statement.kind == kind) for kind in _KINDS),
    )


def are_unlike(a: Described, b: Described) -> bool:
    """Return whether words tell that two amounts are not of one measure, whatever else is alike.

    One is a price and the other a valuation, and so on; of two values one counts the killed and one the
    injured; or one is a share in words ("half of their shares") and no word near it stands near the other.
    """
    one, other = _attribute_of(a.statement), _attribute_of(b.statement)
    if one and other:
        return one != other
    harms = _harm_of(a.statement), _harm_of(b.statement)
    if a.key != b.key and all(harms):
        return harms[0] != harms[1]
    if a.statement.kind == "percent" and _is_in_words(a.statement) != _is_in_words(b.statement):
        near = [set(each.statement.words[:_ATTRIBUTE_WORDS]) for each in (a, b)]
        return not near[0] & near[1]
    return False


def _harm_of(statement: Statement) -> str | None:
    """Return what befell those that a count counts: kill, injur, miss, ...; None where no word beside tells.

    Of 15 differences that 947 real stories showed without it two held the injured against the killed (2026-11-27).
    """
    if statement.kind != "quantity":
        return None
    beside = (word_key(word) for word in (*statement.after, *statement.before))
    return next((word for word in beside if word in _HARMS), None)


def _is_in_words(statement: Statement) -> bool:
    return not any(sign.isdigit() for sign in statement.surface)


def _attribute_of(statement: Statement) -> str | None:
    """Return what an amount of money is: a price, a valuation, a fine, ...; None where no word beside tells."""
    if statement.kind != "money":
        return None
    near = (_ATTRIBUTES.get(word) for word in statement.words[:_ATTRIBUTE_WORDS])
    return next((each for each in near if each), None)


def modifiers_of(statement: Statement) -> frozenset[str]:
    """Return the stems of the words between a count and its noun: "retired" of "12 retired officers"."""
    if statement.kind != "quantity" or statement.counted is None:
        return frozenset()
    stems = [stem(word) for word in statement.after]
    return frozenset(stems[: stems.index(statement.counted)] if statement.counted in stems else ())


def _bucket_of(statement: Statement) -> tuple[str, str | None]:
    """Return what statements must share to be compared: the kind, and the unit where it tells measures apart.

    A count has none: "11 shots" and "seven bullets" are parted by what is learned of their words.
    """
    kind = "quantity" if statement.kind == "age" else statement.kind
    if statement.kind == "quantity" and statement.unit in _MEASURED:
        return "measure", base_unit(statement)
    if statement.kind in ("money", "duration", "age"):
        return kind, base_unit(statement)
    return kind, None


_MEASURED = frozenset("mile kilometre yard foot inch metre centimetre kilogram pound tonne acre hectare".split())


def pair_features(a: Described, b: Described, story: Story) -> list[float]:
    """Return the FEATURES but the last two of two statements of one bucket; their order is no matter."""
    one, other = a.statement, b.statement
    is_same = a.key == b.key
    low, high = sorted((story.support[a.bucket, a.key], story.support[b.bucket, b.key]))
    elsewhere = 0 if is_same else stands_in(a, other.article_id, story) + stands_in(b, one.article_id, story)
    sides = a.cues ^ b.cues
    crowd = [story.crowd[each.article_id, a.bucket, each.counted] for each in (one, other)]
    return [
        float(is_same),
        _distance(a.value, b.value),
        float(is_within_rounding(one, other)),
        _same(one.counted, other.counted),
        float(one.counted in b.weights) + float(other.counted in a.weights),
        sum(weight * b.weights[word] for word, weight in a.weights.items() if word in b.weights)
        / (a.norm * b.norm),
        _share(a.near_words, b.near_words),
        _share(a.all_words, b.all_words),
        _share(a.names, b.names),
        _same(one.entity_ids[0] if one.entity_ids else None, other.entity_ids[0] if other.entity_ids else None),
        _at(one.before, other.before, 0),
        _at(one.before, other.before, 1),
        _at(one.after, other.after, 0),
        _at(one.after, other.after, 1),
        float(one.zone == "headline") + float(other.zone == "headline"),
        _same(one.qualifier, other.qualifier),
        float(len(sides)),
        float("planned" in sides),
        float("former" in sides),
        float("each" in sides),
        float("part" in sides),
        float(elsewhere),
        log(len(story.values_of[one.article_id]) + len(story.values_of[other.article_id])),
        log(sum(crowd)),
        abs(a.place - b.place),
        log(low),
        log(high),
        _share(a.modifiers, b.modifiers) if a.modifiers and b.modifiers else 0.5,
        float(bool(a.modifiers) != bool(b.modifiers)),
        _dates_agree(a, b, story),
        *_company(a, b, story),
        *a.kind,
    ]


def _dates_agree(a: Described, b: Described, story: Story) -> float:
    """Return whether the sentences name a day or year that is one; .5 where one of them names none."""
    dates = [{key for bucket, key in _said_beside(each, story) if bucket[0] == "date"} for each in (a, b)]
    if not dates[0] or not dates[1]:
        return 0.5
    return float(any(x.startswith(y) or y.startswith(x) for x in dates[0] for y in dates[1]))


def _company(a: Described, b: Described, story: Story) -> tuple[float, float]:
    """Return how many other values both sentences state, and how many those around them do."""
    shared = len(_said_beside(a, story) & _said_beside(b, story))
    near = [_said_beside(each, story, reach=1) for each in (a, b)]
    return min(shared, 3), min(len(near[0] & near[1]), 5)


def _said_beside(each: Described, story: Story, reach: int = 0) -> set[tuple[tuple[str, str | None], str]]:
    """Return the other values of the sentence of a statement, or of those around it too, by bucket and key."""
    one = each.statement
    around = range(one.sentence_index - reach, one.sentence_index + reach + 1)
    found = set().union(*(story.sentences.get((one.article_id, index), set()) for index in around))
    return found - {(each.bucket, each.key)}


def add_nearness(rows: Floats, articles: Sequence[tuple[str, str]], pairs: Sequence[tuple[int, int]]) -> Floats:
    """Return the features of pairs with two more: how near each side comes to the nearest of the other article.

    1 where no other statement of that article has words more like it, less the more another one has. `articles`
    are those of both sides.
    """
    best: dict[tuple[int, str], float] = defaultdict(float)
    cosines = rows[:, _COSINE].tolist()
    for (a, b), (of_a, of_b), cosine in zip(pairs, articles, cosines, strict=True):
        best[a, of_b] = max(best[a, of_b], cosine)
        best[b, of_a] = max(best[b, of_a], cosine)
    ratios = [
        sorted((cosine + 0.01) / (top + 0.01) for top in (best[a, of_b], best[b, of_a]))
        for (a, b), (of_a, of_b), cosine in zip(pairs, articles, cosines, strict=True)
    ]
    return np.concatenate((rows, np.array(ratios, np.float64).reshape(len(rows), 2)), axis=1)


def stands_in(described: Described, article_id: str, story: Story) -> int:
    """Return 1 where the value stands in the other article too: then the other value measures something else."""
    return int(story.values_of[article_id][described.bucket, described.key] > 0)


def _distance(a: float | None, b: float | None) -> float:
    """Return the difference in powers of ten, at most 3; 1 where a value is no number."""
    if a is None or b is None:
        return 1.0
    if a == b:
        return 0.0
    return min(abs(log10(abs(a)) - log10(abs(b))), 3.0) if a * b > 0 else 3.0


def _same(a: str | None, b: str | None) -> float:
    """Return 1 for the same, 0 for another, between them where one is unknown."""
    return 0.5 if a is None or b is None else float(a == b)


def _at(a: Sequence[str], b: Sequence[str], place: int) -> float:
    return float(len(a) > place and len(b) > place and a[place] == b[place])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if one or other else 0.0
