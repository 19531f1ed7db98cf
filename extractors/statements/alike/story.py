"""The statements of a story's texts, described once: what each comparison of two of them asks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from extractors.records import Statement
from extractors.statements.alike.dates import EventDate, read_event_date
from extractors.statements.alike.measures import (
    ATTRIBUTE_WORDS,
    attribute_of,
    harm_of,
    measure_of,
    modifiers_of,
)
from extractors.statements.values import base_unit, base_value, texts_agree, value_key

Bucket = tuple[str, str | None]
_Value = tuple[Bucket, str]
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
MEASURED = frozenset("mile kilometre yard foot inch metre centimetre kilogram pound tonne acre hectare".split())


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """A statement with what its comparisons need, computed once."""

    statement: Statement
    bucket: Bucket
    key: str
    value: float | None
    weights: dict[str, float]
    norm: float
    place: float
    measure: str | None
    attribute: str | None
    harm: str | None
    modifiers: frozenset[str]
    event_date: EventDate | None


@dataclass(slots=True)
class Story:
    """The statements of a story's texts; what stands where, by article."""

    described: list[Described] = field(default_factory=list)
    values_of: dict[str, Counter[_Value]] = field(default_factory=dict)
    crowd: Counter[tuple[str, Bucket, str | None]] = field(default_factory=Counter)
    measured: dict[tuple[str, str | None], set[str]] = field(default_factory=dict)
    support: Counter[_Value] = field(default_factory=Counter)
    sentences: dict[tuple[str, int], set[_Value]] = field(default_factory=dict)


def describe_story(statements: Sequence[Statement]) -> Story:
    """Return the statements of one story's distinct texts, ready to be compared."""
    documents = {each.article_id: set[str]() for each in statements}
    for each in statements:
        documents[each.article_id].update(each.words)
    frequency = Counter(word for words in documents.values() for word in words)
    idf = {word: log(1 + len(documents) / count) for word, count in frequency.items()}
    last = {each.article_id: max(each.span_end, 1) for each in statements}
    story = Story()
    for each, key in zip(statements, _keys(statements), strict=True):
        one = _describe(each, key, idf, last[each.article_id])
        story.described.append(one)
        of_article = story.values_of.setdefault(each.article_id, Counter())
        if not of_article[one.bucket, one.key]:
            story.support[one.bucket, one.key] += 1
        of_article[one.bucket, one.key] += 1
        story.crowd[each.article_id, one.bucket, each.counted] += 1
        story.measured.setdefault((each.article_id, one.measure), set()).add(one.key)
        story.sentences.setdefault((each.article_id, each.sentence_index), set()).add((one.bucket, one.key))
    return story


def _keys(statements: Sequence[Statement]) -> list[str]:
    """Return the keys of the values; of a date left open ("Thursday", "April 29th") that of the one day it can be.

    That is the only day, or month, of the story's dates that fits: an article without a date of its own leaves
    them open.
    """
    keys = [value_key(each) for each in statements]
    is_date = [each.kind == "date" for each in statements]
    stated = {key for key, told in zip(keys, is_date, strict=True) if told and _DAY.fullmatch(key)}
    stated |= {day[:7] for day in stated}
    found = {}
    for key in {key for key, told in zip(keys, is_date, strict=True) if told and key.startswith("XXXX")}:
        size = len("2008-12") if len(key) == len("XXXX-12") else len("2008-12-11")
        fitting = [each for each in stated if len(each) == size and texts_agree(key, each)]
        found[key] = fitting[0] if len(fitting) == 1 else key
    return [found.get(key, key) if told else key for key, told in zip(keys, is_date, strict=True)]


def _describe(statement: Statement, key: str, idf: dict[str, float], last: int) -> Described:
    weights = {word: idf[word] / (1 + rank / 3) for rank, word in enumerate(statement.words)}
    return Described(
        statement=statement,
        bucket=_bucket_of(statement),
        key=key,
        value=base_value(statement),
        weights=weights,
        norm=sqrt(sum(weight * weight for weight in weights.values())) or 1.0,
        place=statement.span_start / last,
        measure=measure_of(statement),
        attribute=attribute_of(statement),
        harm=harm_of(statement),
        modifiers=modifiers_of(statement),
        event_date=read_event_date(statement),
    )


def _bucket_of(statement: Statement) -> Bucket:
    """Return what statements must share to be compared: the kind, and the unit where it tells measures apart.

    A count has none: "11 shots" and "seven bullets" are parted by what is learned of their words. Ranks are with
    counts: "its sixth aftershock", "six aftershocks".
    """
    if statement.kind == "quantity" and statement.unit in MEASURED:
        return "measure", base_unit(statement)
    if statement.kind == "age" or statement.unit == "year_of_age":
        return "quantity", "year_of_age"
    if statement.kind in ("money", "duration"):
        return statement.kind, base_unit(statement)
    return ("quantity" if statement.kind == "ordinal" else statement.kind), None


def said_beside(story: Story, each: Described, reach: int = 0) -> frozenset[_Value]:
    """Return the other values of the sentence of a statement, or of those around it too, by bucket and key."""
    one = each.statement
    around = range(one.sentence_index - reach, one.sentence_index + reach + 1)
    found = set().union(*(story.sentences.get((one.article_id, index), set()) for index in around))
    return frozenset(found - {(each.bucket, each.key)})


def stands_in(described: Described, article_id: str, story: Story) -> int:
    """Return 1 where the value stands in the other article too: then the other value measures something else."""
    return int((described.bucket, described.key) in story.values_of[article_id])


def are_unlike(a: Described, b: Described) -> bool:
    """Return whether words tell that two amounts are not of one measure, whatever else is alike.

    One is a price and the other a valuation, and so on; of two values one counts the killed and one the
    injured; or one is a share in words ("half of their shares") and no word near it stands near the other.
    """
    if a.attribute and b.attribute:
        return a.attribute != b.attribute
    if a.harm and b.harm and a.key != b.key:
        return a.harm != b.harm
    one, other = a.statement, b.statement
    if one.kind == "percent" and _is_in_words(one) != _is_in_words(other):
        return not set(one.words[:ATTRIBUTE_WORDS]) & set(other.words[:ATTRIBUTE_WORDS])
    return False


def _is_in_words(statement: Statement) -> bool:
    return not any(sign.isdigit() for sign in statement.surface)
