"""Verdicts on two values of a group: rounding, of another scope or time, stale, or that they differ; and why.

Rules with measured precision, no learned judge: two that were tried (pairs of statements; pairs of values with
their support and context) gave strict precision .18 to .37 at recall .02 to .10. Each rule reads what is stored of
the statements, and says in words what it rests on.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from extractors.records import Statement
from extractors.statements.about import stem
from extractors.statements.alike.measures import modifiers_of
from extractors.statements.alike.story import Described, Story
from extractors.statements.decided import Decision, decision_on
from extractors.statements.values import ROUGH, base_unit, base_value, is_within_rounding

# Raised with every change that judges otherwise.
VERDICTS_VERSION = "verdicts-7"
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
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 6  # words of the clause nearest to the figure
# Words beside figures that tell nothing of what is measured.
_WEAK = frozenset(
    "alread group least most near nearl almost around approximatel rough roughl due accord report mr mrs ms total"
    " number first next last past year hundr thousand million billion trillion bn mn m b k".split()
)
# "At least 3 killed" contradicts no higher toll: given the labels' groups seven of 37 differences were such, two
# of them contradictions by their labels (November 2026).
_LOWER_BOUNDS = frozenset(("at_least", "more_than"))
_BOUND_WORDS = (("least", "at"), ("than", "more"))
# Nobody rounds farther without saying so: of 27 roundings of labelled groups 26 stay, of 22 that were none five go
# (November 2026): "10-year" against "eight-year", "$200 million" against "$160 million".
_MOST_ROUNDED = 0.1
# Words beside both figures. Groups of more unlike values (see compare.py) show in folds over labelled events 10
# contradictions among 32 contrasts where one word is enough, 9 among 15 with two (November 2026).
_LEAST_BESIDE = 2
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest northern southern off from away".split()
)
_RANKS = frozenset(
    "larg large biggest smallest strong highest lowest longest deadliest record averag minimum maximum".split()
)
# differs: 11 of 14 contrasts (9 of them contradictions), 8 of 11 alarms, in five folds over topics of 17 labelled
# events (2026-11-27; 8 of 95 contradictions of figures found). The rules were written with them in sight: too few,
# and too near, to call any a conflict. The others are estimates.
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
    elif _is_of_one_thing(one, other):
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


def _is_of_one_thing(one: Statement, other: Statement) -> bool:
    """Return whether both are said of one thing: the same noun under the same modifiers, two words more beside.

    "1,200 delays due to cuts" and "4,400 delays due to weather", "178 nominations submitted" and "216 announced"
    share the noun alone, "active-duty officers" and "retired officers" not its modifiers. Amounts of money with
    other names beside them are of other things. Of 11 differences that the twelve stories show for which these
    rules were written, among 947 real ones, one reader accepts nine (2026-11-27).

    Shares count nothing, so they never differ for sure: of 31 differences that 1,884 real stories showed (read in
    November 2026) half were shares of other people or other polls, with the same names and words beside them, and
    none of the nine that labels bear out is one.
    """
    noun = _noun(one)
    if one.kind == "percent" or noun is None or noun != _noun(other) or modifiers_of(one) != modifiers_of(other):
        return False
    if _is_vague(one) or _is_vague(other):
        return False
    names = set(one.entity_ids), set(other.entity_ids)
    if one.kind == "money" and all(names) and not names[0] & names[1]:
        return False
    return len(_beside(one) & _beside(other)) >= _LEAST_BESIDE and _from_where(one) == _from_where(other)


def _is_vague(statement: Statement) -> bool:
    """Return whether a count is "dozens", "thousands": what is told more exactly contradicts no such word."""
    return statement.amount_high is not None and not any(sign.isdigit() for sign in statement.surface)


def _from_where(statement: Statement) -> str | None:
    """Return from where a distance is told: "santa" of "26 miles north of Santa Rosa"; None of other figures."""
    if base_unit(statement) != "metre" or not _DIRECTIONS & set(statement.after):
        return None
    at = next((at for at, word in enumerate(statement.after) if word in ("of", "from")), len(statement.after))
    return statement.after[at + 1] if at + 1 < len(statement.after) else statement.statement_id


def _beside(statement: Statement) -> set[str]:
    """Return the words near a figure that tell what is said of it: neither its noun nor names nor weak words."""
    named = {stem(word) for name in statement.entity_ids for word in _WORD.findall(name.partition(":")[2].lower())}
    near = set(statement.words[:_NEAR]) - _WEAK - named - modifiers_of(statement)
    return near - {statement.counted}


def _noun(statement: Statement) -> str | None:
    """Return what is counted; of money, lengths and times the unit in which they are compared."""
    return base_unit(statement) if statement.kind in ("money", "duration", "age") else statement.counted


def _rounds(a: Statement, b: Statement) -> bool:
    """Return whether the two may be one value: rounded, or cut to the digits of the one written more coarsely."""
    one, other = base_value(a), base_value(b)
    if is_within_rounding(a, b):
        return _is_said_rough(a, b) or _is_near(a, b)
    if one is None or other is None or a.unit != b.unit or a.written_step == b.written_step or a.kind == "age":
        return False
    step = float(max(a.written_step or 0, b.written_step or 0))
    return step > 0 and int(one / step + 1e-9) == int(other / step + 1e-9) and min(one, other) >= 10 * step


def _is_said_rough(a: Statement, b: Statement) -> bool:
    """Return whether words or units allow more than the digits: "about", a range, miles for kilometres."""
    is_range = a.amount_high is not None or b.amount_high is not None
    return is_range or a.unit != b.unit or bool({a.qualifier, b.qualifier} & ROUGH)


def _is_near(a: Statement, b: Statement) -> bool:
    """Return whether two amounts of one unit are less than one apart, or a tenth; dates and texts always are."""
    if a.amount is None or b.amount is None:
        return True
    difference = abs(float(a.amount) - float(b.amount))
    return difference < 1 or difference <= _MOST_ROUNDED * max(abs(float(a.amount)), abs(float(b.amount)))


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
    low = min((described[a], described[b]), key=lambda each: each.value or 0.0).statement
    if low.qualifier in _LOWER_BOUNDS or low.before[:2] in _BOUND_WORDS:
        return f"{low.surface} is a lower bound"
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
