"""Affairs: stories that follow one another, told by the names that both are about."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

import numpy as np

from extractors.stories.signatures import DATE, FLAG_BITS, UNSEEN_SHARE, WEEKDAY, TermShares, read_token

# Behind each how many of 104 links come or go with half of it and with double (2,051 stories of the background,
# 2026-11-28: `tests/evaluation/title_thresholds.py`).
AFFAIR_DAYS = 7  # a later event comes within so many days after the last report of the one before; -39; +48
_MOST_NAMES = 10  # of a story, rarest first; +1; 0
_MOST_SHARE = 0.03  # names that more of all articles use say nothing (Trump, Senate); -50; +26 -1
# Read by eye on the background (November 2026): of 27 links drawn at this score two led to another affair, both of
# them by one word (COVID-19).
LEAST_SCORE = 0.5  # +22; -87
_LEAST_SHARED = 2  # +24, among them many by one word (COVID-19); -87
_LEAST_SHARED_WEIGHT = 6.0  # +4; -69
_RUN = re.compile(r"(?<=[a-zß-ÿ,;:)’'”\"] )[A-ZÀ-ÖØ-Þ][\w’'-]*\w(?: [A-ZÀ-ÖØ-Þ][\w’'-]*\w)*")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryName:
    """A name that a story is about: the term it is compared by, its longest form in the reports, its weight."""

    term: int
    name: str
    weight: float


def story_names(leads: Sequence[str], shares: TermShares) -> tuple[StoryName, ...]:
    """Return the rare names that half of a story's reports begin with, two of them at least; heaviest first."""
    counts: Counter[int] = Counter()
    forms: dict[int, Counter[str]] = {}
    for lead in leads:
        found = _read_names(lead)
        counts.update(found.keys())
        for term, form in found.items():
            forms.setdefault(term, Counter())[form] += 1
    kept = [term for term, count in sorted(counts.items()) if count >= max(2, len(leads) / 2)]
    weights = _weights(kept, shares)
    names = [
        StoryName(
            term=term,
            name=_usual_form(forms[term]),
            weight=round(weight * counts[term] / len(leads), 4),
        )
        for term, weight in zip(kept, weights, strict=True)
        if weight > -log(_MOST_SHARE)
    ]
    return tuple(sorted(names, key=lambda each: (-each.weight, each.term))[:_MOST_NAMES])


def _usual_form(forms: Counter[str]) -> str:
    """Return the longest name that most of the reports write in full, without an office or weekday beside it.

    >>> _usual_form(Counter(("Judge Ada Roe", "Roe", "Ada Roe", "Ada Roe Monday", "Ada Roe")))
    'Ada Roe'
    """

    def support(form: str) -> int:
        return sum(count for other, count in forms.items() if f" {form} " in f" {other} ")

    # Two thirds of the most: "Judge Brett Kavanaugh" gives way, "Christine Blasey Ford" not to "Blasey Ford".
    full = [form for form in forms if " " in form and support(form) > 1]
    if not full:
        return min(forms, key=lambda form: (-support(form), len(form), form))
    most = max(map(support, full))
    return max((form for form in full if 3 * support(form) >= 2 * most), key=lambda form: (len(form), form))


def follow_score(one: Sequence[StoryName], other: Sequence[StoryName]) -> tuple[float, tuple[str, ...]]:
    """Return how much two stories are about the same names, 0 to 1, and those names in the words of the first.

    Names that many use too much to be one affair's alone score nothing.
    """
    known = {each.term: each.weight for each in other}
    shared = [each for each in one if each.term in known]
    if len(shared) < _LEAST_SHARED or sum(each.weight for each in shared) < _LEAST_SHARED_WEIGHT:
        return 0.0, ()
    norms = [sqrt(sum(each.weight**2 for each in side)) for side in (one, other)]
    score = sum(each.weight * known[each.term] for each in shared) / (norms[0] * norms[1]) if all(norms) else 0.0
    return round(score, 6), tuple(dict.fromkeys(each.name for each in shared))


def _read_names(lead: str) -> dict[int, str]:
    """Return the terms of the words of names within sentences, each with the longest run that it stands in."""
    found: dict[int, str] = {}
    for match in _RUN.finditer(lead):
        run = _POSSESSIVE.sub("", match.group())
        for word in run.split():
            code = _name_code(word)
            term = code >> FLAG_BITS
            if len(word) > 2 and not code & (WEEKDAY | DATE) and len(run) > len(found.get(term, "")):
                found[term] = run
    return found


def _weights(terms: Sequence[int], shares: TermShares) -> list[float]:
    """Return how rare the terms are; looked up by halves, as there are few."""
    hashes = np.array(terms, np.uint32)
    rarity = np.full(len(hashes), UNSEEN_SHARE)
    if len(shares.terms):
        place = np.minimum(np.searchsorted(shares.terms, hashes), len(shares.terms) - 1)
        rarity = np.where(shares.terms[place] == hashes, np.minimum(shares.shares[place], 0.999), UNSEEN_SHARE)
    return [float(each) for each in -np.log(rarity)]


@lru_cache(maxsize=1 << 15)
def _name_code(word: str) -> int:
    return read_token(_POSSESSIVE.sub("", word))
