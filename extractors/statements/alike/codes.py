"""Values as columns of numbers: codes that are equal for equal values, pairs within groups, answers given once."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from extractors.trees import Floats, Ints


def codes_of(values: Iterable[Hashable]) -> Ints:
    """Return a number for each value, equal for equal ones, in order of first sight; -1 for None."""
    known: dict[Hashable, int] = {}
    return np.array([-1 if value is None else known.setdefault(value, len(known)) for value in values], np.int64)


def pairs_within(sizes: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of places within groups that lie behind one another, and where those of each place begin.

    A pair is of a lower and a higher place; in their order that of i and j is pair first[i] + j - i - 1.

    >>> [column.tolist() for column in pairs_within(np.array([3, 1, 2]))]
    [[0, 0, 1, 4], [1, 2, 2, 5], [0, 2, 3, 3, 3, 4]]
    """
    ends = np.repeat(np.cumsum(sizes), sizes)
    places = np.arange(len(ends))
    behind = ends - places - 1
    first = np.cumsum(behind) - behind
    lower = np.repeat(places, behind)
    return lower, np.arange(len(lower)) - first[lower] + lower + 1, first


def ask_once(values: Sequence[Any], one: Ints, other: Ints, ask: Callable[[Any, Any], float]) -> Floats:
    """Return the answer for the values at the places `one` and `other`, asked once for every two unlike values."""
    if not len(one):
        return np.zeros(0)
    codes = codes_of((value,) for value in values)
    unlike = list(dict.fromkeys(values))
    asked, place = np.unique(codes[one] * len(unlike) + codes[other], return_inverse=True)
    return np.array([ask(unlike[each // len(unlike)], unlike[each % len(unlike)]) for each in asked.tolist()])[
        place
    ]
