"""Groups of near copies: who belongs together, what each member did with the words, who probably had them first.

All functions here give the same answer for the same set, in whatever order it comes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.records import ReuseKind

# Behind each how many of 11,021 labelled articles did something else with the words, and how many of their 7,228
# texts have another origin, with half of it and with 1; of real articles at most 9 and 3 (2026-11-28,
# `tests/evaluation/fold_thresholds.py`). No label tells which is right.
# A member whose words stand in another to this part, while the other has more, was taken from it.
_CONTAINED_SHARE = 0.95  # 332, 189; 197, 106
_CONTAINING_SHARE = 0.9  # 193, 103; 69, 52
# Words that differ by less are verbatim: a dateline, a name of the outlet that boilerplate did not cover.
_VERBATIM_SHARE = 0.98  # 2,606, 0; 502, 0
# A member that holds less of the model's words than this is an excerpt: it took a part.
_EXCERPT_SHARE = 0.5  # 266, 0; 316, 0

Shares = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """What is known of an article as a member; `text_key` is None where the text is too short to compare."""

    article_id: str
    text_key: int | None
    word_count: int
    published_date: date | None
    first_seen_date: date
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Which article probably came first, whom the text credits, and what that rests on."""

    article_id: str | None
    credit: str | None
    reason: str


def group_near(counts: Mapping[int, int], edges: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """Return the representative of each text: stars around the best connected, so that groups do not chain.

    `counts` says how many articles have a text's words. An edge weighs what both texts share at least: counted
    without weights, a short version that is also near some excerpt would come before the full text that is near
    all others.

    >>> group_near({1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, [(1, 2, 0.9), (2, 3, 0.9), (3, 4, 0.9), (4, 5, 0.8)])
    {2: 2, 1: 2, 3: 2, 4: 4, 5: 4}
    """
    weights: dict[int, dict[int, float]] = {node: {} for node in counts}
    for one, other, weight in edges:
        weights[one][other] = weights[other][one] = weight
    totals = {
        node: counts[node] - 1 + sum(sorted(weight * counts[other] for other, weight in found.items()))
        for node, found in weights.items()
    }
    found: dict[int, int] = {}
    for node in sorted(totals, key=lambda each: (-totals[each], each)):
        if node not in found:
            found[node] = node
            found.update((other, node) for other in sorted(weights[node]) if other not in found)
    return found


def probable_origin(members: Sequence[MemberFacts], shares: Shares, credit: str | None) -> Origin:
    """Return the probable origin of a group; `shares[a, b]` is the part of a's words that stands in b.

    A credit names the author of the words, not one of the members. Without one, the earliest of known dates says
    who was first, if it is one article's alone; then the member that holds all others whole; else it is unknown.
    """
    if len(members) == 1:
        return Origin(
            article_id=members[0].article_id, credit=credit, reason="credit" if credit else "only article"
        )
    earliest = _alone_earliest(members)
    if credit is not None:
        return Origin(article_id=earliest, credit=credit, reason="credit")
    if earliest is not None:
        return Origin(article_id=earliest, credit=None, reason="earliest known date")
    holder = _holder_of_all(members, shares)
    return Origin(article_id=holder, credit=None, reason="unknown" if holder is None else "containment")


def _alone_earliest(members: Sequence[MemberFacts]) -> str | None:
    dated = [(member.published_date, member.article_id) for member in members if member.published_date is not None]
    first = min((day for day, _ in dated), default=None)
    firsts = [article_id for day, article_id in dated if day == first]
    return firsts[0] if len(firsts) == 1 and len(dated) > 1 else None


def _holder_of_all(members: Sequence[MemberFacts], shares: Shares) -> str | None:
    longest = sorted(members, key=lambda member: (-member.word_count, member.article_id))
    holder = longest[0]
    for other in longest[1:]:
        if share_of(other.text_key, holder.text_key, shares) < _CONTAINED_SHARE:
            return None
        if share_of(holder.text_key, other.text_key, shares) >= _CONTAINING_SHARE:
            return None
    return holder.article_id


def share_of(text_key: int | None, other_key: int | None, shares: Shares) -> float:
    """Return the part of one text's words that stands in another, 0 where they were not compared."""
    return 1.0 if text_key == other_key else shares.get((text_key or 0, other_key or 0), 0.0)


def reuse_in_group(member: MemberFacts, model: MemberFacts, origin: Origin, shares: Shares) -> ReuseKind:
    """Return what a member of a group of two or more did with the words of `model`: the origin, if it is known."""
    if member.article_id == origin.article_id and origin.credit is None:
        return "own"
    both = (
        share_of(member.text_key, model.text_key, shares),
        share_of(model.text_key, member.text_key, shares),
    )
    if both[1] < _EXCERPT_SHARE <= both[0]:
        return "partial"
    return "verbatim" if min(both) >= _VERBATIM_SHARE else "edited"


def is_taker(one: MemberFacts, other: MemberFacts, shares: Shares) -> bool:
    """Whether, of two that share a part, the first may have taken it: it came later, or else it holds less beside.

    Where neither can be told from the other, each may have.
    """
    days = one.published_date, other.published_date
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return days[0] > days[1]
    return share_of(one.text_key, other.text_key, shares) >= share_of(other.text_key, one.text_key, shares)
