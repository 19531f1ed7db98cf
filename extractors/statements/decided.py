"""What people decided about two statements, and to which others of the story it reaches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.records import Statement
from extractors.statements.alike.story import Described
from extractors.statements.values import value_key

Decided = Literal["conflict", "agree", "apart"]
# What pairs decided to be of two things weigh: no mean of links that holds one of them reaches a threshold.
_NEVER = -1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on two statements: what they are to each other; a side is (id, value key, counted noun)."""

    decided: Decided
    kind: str
    sides: tuple[tuple[str, str, str | None], tuple[str, str, str | None]]
    reason: str | None


def _speaks_of(decision: Decision, one: Statement, other: Statement) -> bool:
    """Return whether the decision is about these two: the same two values of the same nouns, in either order.

    So it holds where a text states them in another sentence, or an article is revised: statements of other values
    are not touched. Of two equal values it is about the two statements alone.
    """
    first, second = decision.sides
    if first[1:] == second[1:]:
        return {one.statement_id, other.statement_id} == {first[0], second[0]}
    said = [(value_key(each), each.counted) for each in (one, other)]
    is_of_kind = decision.kind in (one.kind, other.kind)
    return is_of_kind and said in ([first[1:], second[1:]], [second[1:], first[1:]])


def decision_on(decisions: Iterable[Decision], one: Statement, other: Statement) -> Decision | None:
    """Return the decision about these two; None where nobody decided."""
    return next((each for each in decisions if _speaks_of(each, one, other)), None)


def apply_decisions(
    decisions: Sequence[Decision],
    described: Sequence[Described],
    links: dict[tuple[int, int], float],
) -> list[tuple[int, int]]:
    """Weigh the links of what was decided to be apart, and return those that are one thing whatever they weigh.

    Keys are pairs of places in `described`. Of one thing are the two statements themselves; where one of them is
    there no more, those of their values that are most alike.
    """
    if not decisions:
        return []
    joined = []
    for decision in decisions:
        reached = [pair for pair in links if _speaks_of(decision, *(described[at].statement for at in pair))]
        if decision.decided == "apart":
            links.update(dict.fromkeys(reached, _NEVER))
        elif reached:
            ids = {side[0] for side in decision.sides}
            own = [pair for pair in reached if {described[at].statement.statement_id for at in pair} == ids]
            joined.append((own or [max(reached, key=lambda pair: (links[pair], pair))])[0])
    return sorted(joined)
