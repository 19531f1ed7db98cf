"""The roles of one person across the texts of a story: which are one, which both hold, and which cannot."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from extractors.mentions.languages.en_roles import EXCLUSIVE, RANKS
from extractors.records import Statement
from extractors.statements.compare import Group
from extractors.statements.decided import Decision, decision_on
from extractors.statements.values import value_key
from extractors.statements.verdicts import Contrast

# Of so many roles of one person more are a list of what he was, not a difference of the texts.
_MOST_ROLES = 12
_NAME_WORD = re.compile(r"[^\W_]{2,}")
# Titles that are said for those below them too: an assistant coach is a coach.
_LOOSE = frozenset(
    "coach professor editor director producer manager counsel trainer engineer secretary justice".split()
)
_CONFIDENCE = {"differs": 0.7, "compatible": 0.8}


def group_roles(statements: Sequence[Statement]) -> list[Group]:
    """Return the roles of each person of whom two articles state one, by value; numbers are places in the list.

    The first place of a value is the one that says most. The order in which they come is no matter.
    """
    by_person: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(statements):
        by_person[each.entity_ids[0]].append(at)
    groups = []
    for _, places in sorted(by_person.items()):
        values = _values(statements, places)
        if len({statements[at].article_id for at in places}) > 1 and len(values) <= _MOST_ROLES:
            groups.append(Group(values=tuple(values)))
    return groups


def contrast_roles(
    statements: Sequence[Statement], group: Group, decisions: Sequence[Decision] = ()
) -> list[Contrast]:
    """Return what is to be said of two roles of one person that no article states both: differs or compatible."""
    found = []
    for first, second in combinations(group.values, 2):
        pairs = list(_pairs(statements, first, second))
        decided = _decided(statements, pairs, decisions)
        if decided is None:
            said = _judged(statements, first, second, pairs)
            found += [said] if said else []
        elif decided[1].decided != "apart":
            evidence, decision = decided
            found.append(
                Contrast(
                    first=first,
                    second=second,
                    verdict=decision.decided,
                    evidence=evidence,
                    confidence=1.0,
                    reason=decision.reason or "a person decided so",
                    decided_by="person",
                )
            )
    return found


def _values(statements: Sequence[Statement], places: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the places of one person's roles by value: of one title, phase and body, as far as they are told."""

    def fullness(at: int) -> tuple[bool, int, str]:
        each = statements[at]
        return _body(each) is None, -len(each.after), each.statement_id

    values: list[list[int]] = []
    for at in sorted(places, key=fullness):
        one = statements[at]
        home = next((value for value in values if _is_one(statements[value[0]], one)), None)
        if home is None:
            values.append([at])
        else:
            home.append(at)
    return sorted((tuple(value) for value in values), key=lambda value: value_key(statements[value[0]]))


def _is_one(one: Statement, other: Statement) -> bool:
    same_phase = _lasting(one) == _lasting(other)
    return same_phase and one.value_text == other.value_text and _may_be_of_one(one, other)


def _lasting(statement: Statement) -> str | None:
    """Return former or interim, None for a role that is simply held, taken up or left."""
    return statement.qualifier if statement.qualifier in ("former", "interim") else None


def _body(statement: Statement) -> str | None:
    return statement.entity_ids[1] if len(statement.entity_ids) > 1 else None


def _may_be_of_one(one: Statement, other: Statement) -> bool:
    """Return whether two roles may be of one body: of the same, of names that share a word, or of one untold."""
    bodies = _body(one), _body(other)
    if bodies[0] and bodies[1]:
        kinds = [body.partition(":")[0] for body in bodies if body]
        if bodies[0] == bodies[1]:
            return True
        words = [set(_NAME_WORD.findall(body.partition(":")[2].lower())) for body in bodies if body]
        return kinds[0] != kinds[1] or bool(words[0] & words[1])
    return not one.after or not other.after or bool(set(one.after) & set(other.after))


def _pairs(
    statements: Sequence[Statement], first: Sequence[int], second: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of two articles."""
    for a in first:
        for b in second:
            if statements[a].article_id != statements[b].article_id:
                yield a, b


def _decided(
    statements: Sequence[Statement], pairs: Sequence[tuple[int, int]], decisions: Sequence[Decision]
) -> tuple[tuple[int, int], Decision] | None:
    """Return the first pair that a person decided about, with the decision."""
    asked = ((pair, decision_on(decisions, *(statements[at] for at in pair))) for pair in pairs if decisions)
    return next(((pair, decision) for pair, decision in asked if decision is not None), None)


def _judged(
    statements: Sequence[Statement], first: Sequence[int], second: Sequence[int], pairs: Sequence[tuple[int, int]]
) -> Contrast | None:
    """Return what the rules say of two values; None where nothing is to be said."""
    articles = [{statements[at].article_id for at in side} for side in (first, second)]
    if articles[0] & articles[1]:
        return None
    for rule, verdict in ((_differs, "differs"), (_compatible, "compatible")):
        for a, b in pairs:
            reason = rule(statements[a], statements[b])
            if reason is not None:
                return Contrast(
                    first=tuple(first),
                    second=tuple(second),
                    verdict=verdict,
                    reason=reason,
                    confidence=_CONFIDENCE[verdict],
                    evidence=(a, b),
                )
    return None


def _differs(one: Statement, other: Statement) -> str | None:
    """Return why both cannot hold: former against current, two chiefs of one body, a rank and the one below it."""
    if not _may_be_of_one(one, other):
        return None
    if one.value_text == other.value_text:
        told = {one.qualifier, other.qualifier}
        return f"former against current {one.value_text}" if told == {"former", "current"} else None
    if {one.qualifier, other.qualifier} & {"former", "interim", "incoming", "outgoing"}:
        return None
    titles = str(one.value_text), str(other.value_text)
    if set(titles) <= EXCLUSIVE:
        return f"{titles[0]} against {titles[1]}"
    return f"{titles[0]} against {titles[1]}" if _is_of_another_rank(*titles) else None


def _is_of_another_rank(one: str, other: str) -> bool:
    """Return whether one title is that of the rank below the other; "senior" parts vice presidents alone.

    Of 1,894 real stories two were shown for a "senior adviser" who is an adviser elsewhere (November 2026).
    """
    words = [set(title.split()) for title in (one, other)]
    noun = one.split()[-1]
    ranks = RANKS | ({"senior"} if "vice" in words[0] & words[1] else set())
    return noun == other.split()[-1] and noun not in _LOOSE and words[0] ^ words[1] <= ranks


def _compatible(one: Statement, other: Statement) -> str | None:
    """Return why both may hold where a reader might doubt it: of two bodies, or only one is said to be over."""
    phases = [each.qualifier for each in (one, other)]
    is_same = one.value_text == other.value_text
    if is_same and not _may_be_of_one(one, other):
        return "of two bodies"
    if is_same and _lasting(one) != _lasting(other):
        return f"only one says {next(each for each in (_lasting(one), _lasting(other)) if each)}"
    if "former" in phases and {"current", "interim"} & set(phases):
        return " and ".join(f"{each.qualifier} {each.value_text}" for each in (one, other))
    return None
