"""Verdicts on two values of a group: rounding, of another scope or time, stale, or that they differ; and why.

Rules with measured precision, no learned judge: two that were tried (pairs of statements; pairs of values with
their support and context) gave strict precision .18 to .37 at recall .02 to .10. Each rule reads what is stored of
the statements, and says in words what it rests on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from extractors.records import Statement
from extractors.statements.alike.story import Described
from extractors.statements.decided import decision_on
from extractors.statements.one_thing import (
    are_dates_of_one_event,
    are_of_one_thing,
    likeness_of,
    may_be_dates_of_one_event,
    may_be_of_one_thing,
)
from extractors.statements.values import LOWER_BOUNDS, UPPER_BOUNDS, is_beyond, rounds
from extractors.statements.verdict_days import Setting, later_value, of_other_days

# Clock times, scores and ranks are grouped, but not contrasted, dates only where words tell that they are of one
# event: in folds over the labelled events (2026-11-27) 117 of the 118 contrasts that no label speaks of were of
# times and dates.
_COMPARED = frozenset(("money", "percent", "quantity", "duration", "age"))
# What measures one thing has few values; more are a table of results or several events.
_MOST_VALUES = 6
_MOST_OF_VALUE = 20
# Cues that make two values true at once where one side alone has them.
_SCOPES = {
    "former": "an earlier value", "denied": "what is denied", "negated": "what is not so",
    "each": "a part of each", "total": "the whole", "part": "a part",
}  # fmt: skip
# "At least 3 killed" contradicts no higher toll: given the labels' groups seven of 37 differences were such, two
# of them contradictions by their labels (November 2026). "More than 26,000" and "more than 31,000" do.
_LOWER_WORDS = (("least", "at"), ("than", "more"))
_UPPER_WORDS = (("than", "less"), ("than", "fewer"), ("to", "up"), ("as", "much"), ("as", "many"))
# As they are written: "strong enough" ranks nothing.
_RANKS = frozenset(
    """largest biggest greatest smallest strongest highest lowest longest deadliest worst record averag minimum
    maximum""".split()
)
# Cosine of the words of both sentences, from which on two values are called one, rounded. In folds over labelled
# events 34 of 72 roundings are labelled so without it, 31 of 55 with .1, 26 of 40 with .2, 21 of 30 with .3; of
# ten read in real stories without it two were right ("10 voters", "11 women") (2026-11-28).
_LEAST_ROUNDED = 0.2
# differs: 19 of 20 contrasts, 15 of 16 alarms, in five folds over topics of 17 labelled events (2026-11-28; 18 of
# 95 contradictions of figures found); a reader takes 12 of 15 that 1,712 real stories show. The rules were written
# with both in sight: too few, and too near, to call any a conflict. The others are estimates.
_CONFIDENCE = {"differs": 0.7, "rounding": 0.9, "other_scope_or_time": 0.6, "stale": 0.6}
# What may be said of one thing is shown only where the setting asks for it: in folds one to four of 25 more
# contrasts are right, in the groups of the labels 22 of 36 more (2026-11-28).
_PERHAPS = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two values of a group with a verdict; values and evidence are places of statements in the story's list."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    verdict: str
    reason: str
    confidence: float
    evidence: tuple[int, int]
    decided_by: str = "rules"


def contrast_values(setting: Setting, values: Sequence[tuple[int, ...]]) -> list[Contrast]:
    """Return the contrasts of a group's values in their order; of too many values to be one measure, roundings.

    What a person decided is in any case among them.
    """
    described = setting.story.described
    if len(values) < 2:
        return []
    decided = _decided_contrasts(setting, values)
    kind = described[values[0][0]].statement.kind
    if kind not in _COMPARED and kind != "date":
        return list(decided.values())
    contrast = _contrast_dates if kind == "date" else _contrast
    most = sorted(values, key=lambda each: (-len(each), each))[:_MOST_OF_VALUE]
    found = {pair: contrast(setting, *pair) for pair in combinations(sorted(most), 2) if pair not in decided}
    contrasts = [each for each in found.values() if each is not None]
    if len(values) > _MOST_VALUES:
        contrasts = [each for each in contrasts if each.verdict == "rounding"]
    return sorted([*contrasts, *decided.values()], key=lambda each: (each.first, each.second))


def _decided_contrasts(
    setting: Setting, values: Sequence[tuple[int, ...]]
) -> dict[tuple[tuple[int, ...], tuple[int, ...]], Contrast]:
    """Return what a person decided of two statements, by the pair of their values."""
    if not setting.decisions:
        return {}
    described = setting.story.described
    found = {}
    for first, second in combinations(sorted(values), 2):
        for a, b in _pairs(described, first, second):
            decision = decision_on(setting.decisions, described[a].statement, described[b].statement)
            if decision is not None and decision.decided != "apart":
                found[first, second] = Contrast(
                    first=first,
                    second=second,
                    verdict=decision.decided,
                    reason=decision.reason or "a person decided so",
                    confidence=1.0,
                    evidence=(a, b),
                    decided_by="person",
                )
                break
    return found


def _contrast(setting: Setting, first: tuple[int, ...], second: tuple[int, ...]) -> Contrast | None:
    """Return the contrast of two values; None where nothing tells that they are of one measure."""
    described = setting.story.described
    pairs = _pairs(described, first, second)
    if not pairs:
        return None
    rounding = None if _is_excluded(described, first, second) else _rounding(described, pairs)
    a, b = rounding or pairs[0]
    confidence = None
    if rounding is not None:
        if likeness_of(described[a], described[b]) < _LEAST_ROUNDED:
            return None
        verdict, reason = "rounding", _say_rounding(described[a].statement, described[b].statement)
    elif apart := _apart(setting, first, second, a, b):
        verdict, reason = "other_scope_or_time", apart
    elif later := later_value(setting, first, second):
        verdict, reason = later
    else:
        found = _difference(setting, pairs)
        if found is None:
            return None
        verdict, reason, confidence = found
    return Contrast(
        first=first,
        second=second,
        verdict=verdict,
        reason=reason,
        confidence=confidence or _CONFIDENCE[verdict],
        evidence=(a, b),
    )


def _difference(setting: Setting, pairs: Sequence[tuple[int, int]]) -> tuple[str, str, float] | None:
    """Return the verdict on values that nothing tells apart, with reason and confidence; None where it is open."""
    story = setting.story
    sides = [(story.described[a], story.described[b]) for a, b in pairs]
    one, other = (each.statement for each in sides[0])
    told = f"{one.surface} against {other.surface}"
    apart = _perhaps_apart(one, other)
    if apart is None and are_of_one_thing(*sides[0], story):
        return "differs", f"{told}, said of the same thing", _CONFIDENCE["differs"]
    if setting.least <= _PERHAPS and may_be_of_one_thing(sides):
        return "differs", f"{told}, {apart or 'perhaps said of the same thing'}", _PERHAPS
    return ("other_scope_or_time", apart, _CONFIDENCE["other_scope_or_time"]) if apart else None


def _contrast_dates(setting: Setting, first: tuple[int, ...], second: tuple[int, ...]) -> Contrast | None:
    """Return the contrast of two dates of one event that cannot both be right; None of all others."""
    story = setting.story
    sides = [(story.described[a], story.described[b], (a, b)) for a, b in _pairs(story.described, first, second)]
    for one, other, evidence in sides:
        is_sure = are_dates_of_one_event(one, other, story)
        if is_sure or (setting.least <= _PERHAPS and may_be_dates_of_one_event(one, other, story)):
            told = f"{one.statement.surface} against {other.statement.surface}"
            return Contrast(
                first=first,
                second=second,
                verdict="differs",
                reason=f"{told}, {'' if is_sure else 'perhaps '}said of the same event",
                confidence=_CONFIDENCE["differs"] if is_sure else _PERHAPS,
                evidence=evidence,
            )
    return None


def _pairs(described: Sequence[Described], first: Sequence[int], second: Sequence[int]) -> list[tuple[int, int]]:
    """Return pairs of two articles, those whose sentences are most alike first; few of each value are asked."""

    def likeness(pair: tuple[int, int]) -> tuple[float, int, int]:
        one, other = (described[at] for at in pair)
        shared = sum(weight * other.weights.get(word, 0.0) for word, weight in one.weights.items())
        return -shared / (one.norm * other.norm), *pair

    pairs = [
        (a, b)
        for a in first[:_MOST_OF_VALUE]
        for b in second[:_MOST_OF_VALUE]
        if described[a].statement.article_id != described[b].statement.article_id
    ]
    return sorted(pairs, key=likeness)


def _is_excluded(described: Sequence[Described], first: Sequence[int], second: Sequence[int]) -> bool:
    """Return whether a statement of one value says that it is more, or less, than the other: "nearly 80" of 82."""
    one, other = described[first[0]].statement, described[second[0]].statement
    return any(is_beyond(described[at].statement, other) for at in first) or any(
        is_beyond(described[at].statement, one) for at in second
    )


def _rounding(described: Sequence[Described], pairs: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first pair of which one may be the other rounded."""
    return next((pair for pair in pairs if rounds(*(described[at].statement for at in pair))), None)


def _say_rounding(one: Statement, other: Statement) -> str:
    spread = next((each for each in (one, other) if each.amount_high is not None), None)
    if spread is not None:
        return f"{spread.surface} is {spread.amount:,} to {spread.amount_high:,}: {one.surface}, {other.surface}"
    rough = next((each for each in (one, other) if each.qualifier), None)
    if rough is not None:
        return f"one is said to be {str(rough.qualifier).replace('_', ' ')}: {one.surface}, {other.surface}"
    if one.unit and other.unit and one.unit != other.unit:
        return f"one value in two units: {one.surface}, {other.surface}"
    return f"one is written more coarsely: {one.surface}, {other.surface}"


def _apart(setting: Setting, first: Sequence[int], second: Sequence[int], a: int, b: int) -> str | None:
    """Return why both values may hold at once; None where nothing says so."""
    described = setting.story.described
    articles = [{described[at].statement.article_id for at in side} for side in (first, second)]
    if articles[0] & articles[1]:
        return "one article states both"
    one, other = described[a].statement, described[b].statement
    low, high = (each.statement for each in sorted((described[a], described[b]), key=lambda each: each.value or 0))
    if _is_lower_bound(low) and not (low.qualifier == high.qualifier == "more_than"):
        return f"{low.surface} is a lower bound"
    if _is_upper_bound(high) and not _is_upper_bound(low):
        return f"{high.surface} is an upper bound"
    for cue, meaning in _SCOPES.items():
        if _has_one(cue, one, other):
            return f"only one side speaks of {meaning}"
    # "Killing 10 persons and injuring another 70": others than the killed, where a word tells both sides' harm.
    others = ["other" in (*each.before[:1], *each.after[:1]) for each in (one, other)]
    if others[0] != others[1] and not (described[a].harm and described[a].harm == described[b].harm):
        return "only one side speaks of others"
    return of_other_days(setting, one, other)


def _has_one(cue: str, one: Statement, other: Statement) -> bool:
    return (cue in one.cues) != (cue in other.cues)


def _perhaps_apart(one: Statement, other: Statement) -> str | None:
    """Return what one side alone speaks of that seldom makes both true: ten of 12 in the labels contradict."""
    if _has_one("planned", one, other):
        return "only one side speaks of what is planned"
    ranks = [_RANKS & set(each.words[:4]) for each in (one, other)]
    if bool(ranks[0]) != bool(ranks[1]):
        return f"only one side speaks of the {min(ranks[0] | ranks[1])}"
    return None


def _is_lower_bound(each: Statement) -> bool:
    return each.qualifier in LOWER_BOUNDS or each.before[:2] in _LOWER_WORDS


def _is_upper_bound(each: Statement) -> bool:
    return each.qualifier in UPPER_BOUNDS or each.before[:2] in _UPPER_WORDS
