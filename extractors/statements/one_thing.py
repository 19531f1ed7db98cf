"""Whether two unlike values are said of one thing, as sure as words of their sentences can make it."""

import re
from collections.abc import Sequence

from extractors.records import Statement
from extractors.statements.about import stem
from extractors.statements.alike.dates import contradict
from extractors.statements.alike.measures import is_from_place, is_property
from extractors.statements.alike.story import MEASURED, Described, Story, stands_in
from extractors.statements.values import base_unit, is_within_rounding

_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 6  # words of the clause nearest to the figure
# Words beside figures that tell nothing of what is measured.
_WEAK = frozenset(
    "alread group least most near nearl almost around approximatel rough roughl due accord report mr mrs ms total"
    " number first next last past year hundr thousand million billion trillion bn mn m b k".split()
)
# Words beside both figures. Groups of more unlike values (see compare.py) show in folds over labelled events 10
# contradictions among 32 contrasts where one word is enough, 9 among 15 with two (November 2026).
_LEAST_BESIDE = 2
# Cosine of the words of both sentences. Of 29 differences that 1,894 real stories showed without it a reader took
# nine below it, one of them with right; the folds lose none of 11 contradictions (2026-11-27).
_LEAST_ALIKE = 0.2
# Other amounts of money that the two articles state, multiplied, where no word tells what the two are: of six real
# differences above it five were gifts or sums of others (2026-11-27).
_MOST_AMOUNTS = 30
# What is told by the day of the news: "five months away", "three weeks since it made landfall".
_FROM_NOW = frozenset("ago away left since".split())
# Products come in variants: in folds four of four differences of these were of two models (November 2026).
_SPECIFIED = frozenset("ghz mhz gb tb mb mah megapixel mp".split())
_SPANS = frozenset("hours minutes seconds days weeks months years hour minute second day week month year".split())
# Of dates eight words tell what happened, and three must be shared. On the labelled events two of the 12 dates
# that contradict each other are found so, and no other pair (written with them in sight); 1,894 real stories show
# none. A shared name for the third word found two more there, and five in the real stories, one of them right
# (2026-11-28).
_NEAR_DATE = 8
_LEAST_BESIDE_DATE = 3
_NO_EVENT = frozenset("year month day date time first last next sinc when".split())
_OF_PLANS = frozenset(("planned", "denied", "negated"))


def are_of_one_thing(a: Described, b: Described, story: Story) -> bool:
    """Return whether both are said of one thing: the same noun under the same modifiers, two words more beside.

    Words for what is measured ("a depth of", "miles north of Santa Rosa") need none beside. "1,200 delays due to
    cuts" and "4,400 delays due to weather", "178 nominations submitted" and "216 announced" share the noun alone,
    "active-duty officers" and "retired officers" not its modifiers. Amounts of money with other names beside them
    are of other things.

    Shares count nothing, so they never differ for sure: of 31 differences that 1,884 real stories showed (read in
    November 2026) half were shares of other people or other polls, with the same names and words beside them, and
    none of the nine that labels bear out is one.
    """
    one, other = a.statement, b.statement
    if any(_is_vague(each) or _is_part_of_span(each) or _FROM_NOW & set(each.after[:1]) for each in (one, other)):
        return False
    if is_property(a.measure) or is_property(b.measure):
        return a.measure == b.measure and (is_from_place(a.measure) or likeness_of(a, b) >= _LEAST_ALIKE)
    noun = _noun(one)
    if one.kind == "percent" or noun is None or noun in _SPECIFIED:
        return False
    if noun != _noun(other) or a.modifiers != b.modifiers:
        return False
    if one.kind == "money" and not _may_be_one_sum(a, b, story):
        return False
    return likeness_of(a, b) >= _LEAST_ALIKE and len(_beside(a) & _beside(b)) >= _LEAST_BESIDE


def are_dates_of_one_event(a: Described, b: Described, story: Story) -> bool:
    """Return whether two dates that cannot both be right are said of one event, and neither article has both.

    What is planned has no other date for being moved, so one side alone may not speak of plans.
    """
    if not may_be_dates_of_one_event(a, b, story):
        return False
    one, other = a.statement, b.statement
    if _OF_PLANS.intersection(one.cues) != _OF_PLANS.intersection(other.cues):
        return False
    beside = [set(each.words[:_NEAR_DATE]) - _NO_EVENT - _named(each) for each in (one, other)]
    return len(beside[0] & beside[1]) >= _LEAST_BESIDE_DATE and likeness_of(a, b) >= _LEAST_ALIKE


def may_be_dates_of_one_event(a: Described, b: Described, story: Story) -> bool:
    """Return whether two dates of a group cannot both be right, and neither article has both."""
    if a.event_date is None or b.event_date is None or not contradict(a.event_date, b.event_date):
        return False
    return not (stands_in(a, b.statement.article_id, story) or stands_in(b, a.statement.article_id, story))


def may_be_of_one_thing(pairs: Sequence[tuple[Described, Described]]) -> bool:
    """Return whether two values of a group, in these pairs of statements, may contradict each other.

    Shares and ranks never do, nor what comes in variants or is vague, nor what is of two
    units or what rounding allows in any pair.
    """
    sides = [each.statement for pair in pairs for each in pair]
    if any(each.kind in ("percent", "ordinal") or each.counted in _SPECIFIED or _is_vague(each) for each in sides):
        return False
    return not any(
        base_unit(one.statement) != base_unit(other.statement)
        or is_within_rounding(one.statement, other.statement)
        for one, other in pairs
    )


def likeness_of(a: Described, b: Described) -> float:
    """Return the cosine of the words of both sentences."""
    return sum(weight * b.weights.get(word, 0.0) for word, weight in a.weights.items()) / (a.norm * b.norm)


def _may_be_one_sum(a: Described, b: Described, story: Story) -> bool:
    """Return whether names and the other amounts of both articles allow that two amounts are of one thing."""
    names = set(a.statement.entity_ids), set(b.statement.entity_ids)
    if all(names) and not names[0] & names[1]:
        return False
    if a.measure or b.measure:
        return True
    amounts = [len(story.measured[each.statement.article_id, None]) for each in (a, b)]
    return amounts[0] * amounts[1] <= _MOST_AMOUNTS


def _is_vague(statement: Statement) -> bool:
    """Return whether a count is "dozens", "thousands": what is told more exactly contradicts no such word."""
    return statement.amount_high is not None and not any(sign.isdigit() for sign in statement.surface)


def _is_part_of_span(statement: Statement) -> bool:
    """Return whether a span is part of a longer one: "52 minutes" of "12 hours and 52 minutes"."""
    sides = statement.before, statement.after
    return statement.kind == "duration" and any(
        side[:1] == ("and",) and side[1:2] and side[1] in _SPANS for side in sides
    )


def _beside(each: Described) -> set[str]:
    """Return the words near a figure that tell what is said of it: neither its noun nor names nor weak words."""
    statement = each.statement
    near = set(statement.words[:_NEAR]) - _WEAK - _named(statement) - each.modifiers
    return near - {statement.counted}


def _named(statement: Statement) -> set[str]:
    """Return the stems of the names beside a figure."""
    return {stem(word) for name in statement.entity_ids for word in _WORD.findall(name.partition(":")[2].lower())}


def _noun(statement: Statement) -> str | None:
    """Return what is counted; of money, lengths and times the unit in which they are compared."""
    is_measured = statement.kind in ("money", "duration", "age") or statement.unit in MEASURED
    return base_unit(statement) if is_measured else statement.counted
