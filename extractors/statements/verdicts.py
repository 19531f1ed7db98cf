"""Verdicts on two values of a group: rounding, of another scope or time, stale, or that they differ; and why.

Rules with measured precision, no learned judge: two that were tried (pairs of statements; pairs of values with
their support and context) gave strict precision .18 to .37 at recall .02 to .10. Each rule reads what is stored of
the statements, and says in words what it rests on.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from extractors.records import Statement
from extractors.statements.alike.story import Described, Story
from extractors.statements.decided import Decision, decision_on
from extractors.statements.one_thing import are_of_one_thing
from extractors.statements.values import ROUGH, base_value, is_within_rounding

# Raised with every change that judges otherwise.
VERDICTS_VERSION = "verdicts-8"
# Clock times, dates, scores and ranks are grouped, but not contrasted: in folds over the labelled events
# (2026-11-27) 117 of the 118 contrasts that no label speaks of were of times and dates.
_COMPARED = frozenset(("money", "percent", "quantity", "duration", "age"))
# What measures one thing has few values; more are a table of results or several events.
_MOST_VALUES = 6
_MOST_OF_VALUE = 20
# Cues that make two values true at once where one side alone has them.
_SCOPES = {
    "former": "an earlier value", "planned": "what is planned", "denied": "what is denied",
    "negated": "what is not so", "each": "a part of each", "total": "the whole", "part": "a part",
}  # fmt: skip
# "At least 3 killed" contradicts no higher toll: given the labels' groups seven of 37 differences were such, two
# of them contradictions by their labels (November 2026).
_LOWER_BOUNDS = frozenset(("at_least", "more_than"))
_LOWER_WORDS = (("least", "at"), ("than", "more"))
_UPPER_BOUNDS = frozenset(("less_than", "up_to", "at_most"))
_NOT_QUITE = frozenset(("almost", "nearly"))
_UPPER_WORDS = (("than", "less"), ("than", "fewer"), ("to", "up"), ("as", "much"), ("as", "many"))
# Nobody rounds farther without saying so: of 27 roundings of labelled groups 26 stay, of 22 that were none five go
# (November 2026): "10-year" against "eight-year", "$200 million" against "$160 million".
_MOST_ROUNDED = 0.1
# So much a value may lie beyond a bound that it was rounded to: "more than 2.6" of 2.58.
_MOST_BEYOND = 0.02
_RANKS = frozenset(
    "larg large biggest smallest strong highest lowest longest deadliest record averag minimum maximum".split()
)
# differs: 12 of 13 contrasts, 9 of 10 alarms, in five folds over topics of 17 labelled events (2026-11-28; 11 of
# 95 contradictions of figures found); a reader takes 13 of 18 that 1,894 real stories show, three are wrong. The
# rules were written with both in sight: too few, and too near, to call any a conflict. The others are estimates.
_CONFIDENCE = {"differs": 0.7, "rounding": 0.9, "other_scope_or_time": 0.6, "stale": 0.6}


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


@dataclass(frozen=True, slots=True)
class Setting:
    """What verdicts of a story rest on: statements, days of publication, dates by sentence, people's decisions."""

    story: Story
    days: Mapping[str, date | None]
    dates: Mapping[tuple[str, int], frozenset[str]]
    decisions: Sequence[Decision] = ()


def read_setting(story: Story, days: Mapping[str, date | None], decisions: Sequence[Decision] = ()) -> Setting:
    """Return the setting of a story's verdicts; `days` are those of publication by article, None where unknown."""
    dates: dict[tuple[str, int], set[str]] = defaultdict(set)
    for each in story.described:
        one = each.statement
        if one.kind == "date" and one.value_text:
            dates[one.article_id, one.sentence_index].add(one.value_text)
    return Setting(story, days, {key: frozenset(found) for key, found in dates.items()}, decisions)


def contrast_values(setting: Setting, values: Sequence[tuple[int, ...]]) -> list[Contrast]:
    """Return the contrasts of a group's values in their order; of too many values to be one measure, roundings.

    What a person decided is in any case among them.
    """
    described = setting.story.described
    if len(values) < 2:
        return []
    decided = _decided_contrasts(setting, values)
    if described[values[0][0]].statement.kind not in _COMPARED:
        return list(decided.values())
    most = sorted(values, key=lambda each: (-len(each), each))[:_MOST_OF_VALUE]
    found = {pair: _contrast(setting, *pair) for pair in combinations(sorted(most), 2) if pair not in decided}
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
    a, b = pairs[0]
    one, other = described[a].statement, described[b].statement
    rounding = next((pair for pair in pairs if _rounds(*(described[at].statement for at in pair))), None)
    if rounding is not None:
        a, b = rounding
        verdict, reason = "rounding", _say_rounding(described[a].statement, described[b].statement)
    elif apart := _apart(setting, first, second, a, b):
        verdict, reason = "other_scope_or_time", apart
    elif later := _later(setting, first, second):
        verdict, reason = later
    elif are_of_one_thing(described[a], described[b], setting.story):
        verdict, reason = "differs", f"{one.surface} against {other.surface}, said of the same thing"
    else:
        return None
    return Contrast(
        first=first,
        second=second,
        verdict=verdict,
        reason=reason,
        confidence=_CONFIDENCE[verdict],
        evidence=(a, b),
    )


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


def _rounds(a: Statement, b: Statement) -> bool:
    """Return whether the two may be one value: rounded, or cut to the digits of the one written more coarsely."""
    one, other = base_value(a), base_value(b)
    if _is_beyond(a, b) or _is_beyond(b, a):
        return False
    if is_within_rounding(a, b):
        return _is_said_rough(a, b) or _is_near(a, b)
    if one is None or other is None or a.unit != b.unit or a.written_step == b.written_step or a.kind == "age":
        return False
    step = float(max(a.written_step or 0, b.written_step or 0))
    return step > 0 and int(one / step + 1e-9) == int(other / step + 1e-9) and min(one, other) >= 10 * step


def _is_beyond(bound: Statement, each: Statement) -> bool:
    """Return whether a value lies beyond what the other is said to be more or less than."""
    limit, value = base_value(bound), base_value(each)
    if limit is None or value is None or each.amount_high is not None or bound.amount_high is not None:
        return False
    if bound.qualifier in _LOWER_BOUNDS:
        return value < limit * (1 - _MOST_BEYOND)
    return bound.qualifier in _UPPER_BOUNDS | _NOT_QUITE and value > limit * (1 + _MOST_BEYOND)


def _is_said_rough(a: Statement, b: Statement) -> bool:
    """Return whether words allow more than the digits: "about", a range."""
    is_range = a.amount_high is not None or b.amount_high is not None
    return is_range or bool({a.qualifier, b.qualifier} & ROUGH)


def _is_near(a: Statement, b: Statement) -> bool:
    """Return whether two amounts of one unit are less than one apart, or a tenth; dates and texts always are."""
    one, other = base_value(a), base_value(b)
    if one is None or other is None:
        return True
    is_one_apart = (
        a.unit == b.unit and a.amount is not None and b.amount is not None and abs(a.amount - b.amount) < 1
    )
    return is_one_apart or abs(one - other) <= _MOST_ROUNDED * max(abs(one), abs(other))


def _say_rounding(one: Statement, other: Statement) -> str:
    rough = next((each for each in (one, other) if each.qualifier), None)
    if rough is not None:
        return f"one is said to be {str(rough.qualifier).replace('_', ' ')}: {one.surface}, {other.surface}"
    if one.unit != other.unit:
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
    if low.qualifier in _LOWER_BOUNDS or low.before[:2] in _LOWER_WORDS:
        return f"{low.surface} is a lower bound"
    if high.qualifier in _UPPER_BOUNDS or high.before[:2] in _UPPER_WORDS:
        return f"{high.surface} is an upper bound"
    for cue, meaning in _SCOPES.items():
        if (cue in one.cues) != (cue in other.cues):
            return f"only one side speaks of {meaning}"
    others = ["other" in (*each.before[:1], *each.after[:1]) for each in (one, other)]
    if others[0] != others[1]:
        return "only one side speaks of others"
    ranks = [_RANKS & set(each.words[:4]) for each in (one, other)]
    if bool(ranks[0]) != bool(ranks[1]):
        return f"only one side speaks of the {min(ranks[0] | ranks[1])}"
    dates = [setting.dates.get((each.article_id, each.sentence_index), frozenset()) for each in (one, other)]
    if dates[0] and dates[1] and not any(x.startswith(y) or y.startswith(x) for x in dates[0] for y in dates[1]):
        return f"of other days: {min(dates[0])}, {min(dates[1])}"
    return None


def _later(setting: Setting, first: Sequence[int], second: Sequence[int]) -> tuple[str, str] | None:
    """Return the verdict on counts that grow with the days: the later one is news, an earlier one may be stale."""
    described = setting.story.described
    if described[first[0]].statement.kind != "quantity":
        return None
    low, high = sorted((first, second), key=lambda side: described[side[0]].value or 0.0)
    before, after = (list(_days(setting, side)) for side in (low, high))
    if not before or not after or min(before) >= min(after):
        return None
    words = [described[side[0]].statement.surface for side in (low, high)]
    if max(before) > min(after):
        return "stale", f"{words[0]} is repeated after {words[1]} was out on {min(after)}"
    return "other_scope_or_time", f"{words[0]} until {max(before)}, {words[1]} from {min(after)}"


def _days(setting: Setting, side: Sequence[int]) -> Iterator[date]:
    for at in side:
        day = setting.days.get(setting.story.described[at].statement.article_id)
        if day is not None:
            yield day
