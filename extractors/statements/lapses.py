"""Times told by what went before ("comes just weeks after a funding round"), and dates that they contradict."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from extractors.mentions.reading.field import Reading
from extractors.records import Statement
from extractors.statements.about import stem
from extractors.statements.compare import Group
from extractors.statements.decided import Decision, decision_on
from extractors.statements.phrases import FUNCTION_WORDS
from extractors.statements.verdicts import Contrast

# What comes after something is told on the day of the news; how many days some days, weeks, ... are.
_SPANS = {"day": (1, 14), "week": (7, 90), "month": (30, 540), "year": (365, 7300)}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_COUNTS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_LAPSE = re.compile(
    r"\b(?:comes?|came|coming) "
    r"(?P<lapse>(?:(?:just|only|barely|merely|mere|some|about|a few|several|a couple of) )*"
    rf"(?:(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}}) )?(?P<unit>day|week|month|year)s? after) "
    r"(?P<noun>[^.;:!?()—–,]{3,80})"
)
# A date contradicts a lapse where it lies so many times farther away, or nearer.
_FACTOR = 2
_MOST_NOUN_WORDS = 4
_LEAST_SHARED = 2
_NEAR_DATE = 5
_TIMEX = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """The words at [start, end): between `low` and `high` days after what the words `noun` name."""

    start: int
    end: int
    low: int
    high: int
    noun: tuple[str, ...]


def find_lapses(reading: Reading) -> Iterator[Lapse]:
    """Yield the lapses of an English field in their order."""
    if reading.language not in (None, "en"):
        return
    for match in _LAPSE.finditer(reading.lowered):
        low, high = _SPANS[match["unit"]]
        if match["count"]:
            days = (_COUNTS.get(match["count"]) or int(match["count"])) * _DAYS[match["unit"]]
            low, high = days * 3 // 4, days * 4 // 3 + 1
        words = [word for word in re.findall(r"[^\W\d_]+", match["noun"]) if word not in FUNCTION_WORDS]
        noun = tuple(stem(word) for word in words[:_MOST_NOUN_WORDS])
        yield Lapse(start=match.start("lapse"), end=match.end("lapse"), low=low, high=high, noun=noun)


def compare_lapses(
    statements: Sequence[Statement], days: Mapping[str, date | None], decisions: Sequence[Decision] = ()
) -> list[tuple[Group, list[Contrast]]]:
    """Return the lapses that dates of other articles contradict, a group each; numbers are places in the list.

    A lapse is counted from the day on which its article came out; where that is unknown from each day on which one
    of the story did.
    """
    lapses = [at for at, each in enumerate(statements) if each.kind == "lapse"]
    dates = [at for at, each in enumerate(statements) if each.kind == "date" and each.value_text]
    known = sorted({day for day in days.values() if day is not None})
    found = []
    for at, other in product(lapses, dates) if lapses else ():
        one = statements[at]
        anchors = [day] if (day := days.get(one.article_id)) else known
        if not anchors or not _is_of_one_thing(one, statements[other]):
            continue
        if all(_contradicts(one, str(statements[other].value_text), anchor) for anchor in anchors):
            contrast = _contrast(statements, at, other, decisions)
            found += [(Group(values=((at,), (other,))), [contrast])] if contrast else []
    return found


def _is_of_one_thing(lapse: Statement, dated: Statement) -> bool:
    """Return whether two articles speak of one thing: words of its name stand near a date that states its year.

    All three that 1,894 real stories showed of others ("Saturday", "Friday's fatal shooting", "the June shooting")
    were of another missile or another shooting (2026-11-28).
    """
    if not _YEAR.search(dated.surface):
        return False
    shared = set(lapse.after) & set(dated.words[:_NEAR_DATE])
    return lapse.article_id != dated.article_id and len(shared) >= _LEAST_SHARED


def _contradicts(lapse: Statement, timex: str, anchor: date) -> bool:
    """Return whether a day or month lies much farther before the anchor than the lapse says, or much nearer."""
    match = _TIMEX.fullmatch(timex)
    if match is None or lapse.amount is None or lapse.amount_high is None:
        return False
    year, month = int(match[1]), int(match[2])
    try:
        first = date(year, month, int(match[3] or 1))
        last = first if match[3] else date(year, month, monthrange(year, month)[1])
    except ValueError:
        return False
    if last > anchor + timedelta(days=1):
        return False
    return (anchor - last).days > _FACTOR * lapse.amount_high or (anchor - first).days * _FACTOR < lapse.amount


def _contrast(
    statements: Sequence[Statement], at: int, other: int, decisions: Sequence[Decision]
) -> Contrast | None:
    decided = decision_on(decisions, statements[at], statements[other]) if decisions else None
    if decided is not None and decided.decided == "apart":
        return None
    reason = f"{statements[at].surface} what another text dates {statements[other].surface}"
    return Contrast(
        first=(at,),
        second=(other,),
        verdict=decided.decided if decided else "differs",
        reason=(decided.reason or "a person decided so") if decided else reason,
        confidence=1.0 if decided else _CONFIDENCE,
        evidence=(at, other),
        decided_by="person" if decided else "rules",
    )
