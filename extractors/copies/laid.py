"""The texts of many pairs laid end to end, so that one call of NumPy counts for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.copies.boilerplate import Flags
from extractors.copies.fingerprints import Hashes, Offsets
from extractors.copies.prepared import Prepared

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of many pairs: the words of pair i lie from `bounds[i]` to `bounds[i + 1]`."""

    texts: Sequence[Prepared]
    bounds: Places
    words: Hashes
    starts: Offsets
    ends: Offsets
    is_own: Flags
    quoted: Flags
    telling: NDArray[np.uint32]


def lay(texts: Sequence[Prepared]) -> Side:
    """Return the texts laid end to end."""
    return Side(
        texts=texts,
        bounds=np.cumsum([0, *(len(text.starts) for text in texts)]),
        words=np.concatenate([text.words for text in texts]),
        starts=np.concatenate([text.starts for text in texts]),
        ends=np.concatenate([text.ends for text in texts]),
        is_own=np.concatenate([text.is_own for text in texts]),
        quoted=np.concatenate([text.quoted for text in texts]),
        telling=np.concatenate([text.telling for text in texts]),
    )


def covered(first: Places, end: Places, length: int) -> Flags:
    """Return which of so many places lie in one of the ranges; no two ranges begin, or end, at the same place."""
    steps = np.zeros(length + 1, dtype=np.int32)  # NumPy takes four times as long to sum numbers of 16 bits up
    steps[first] += 1
    steps[end] -= 1
    found: Flags = np.cumsum(steps[:-1], dtype=np.int32) > 0
    return found


def totals(flags: Flags, bounds: Places) -> NDArray[np.int32]:
    """Return how many are set in each text; none is empty. A third of the time of counts before each place."""
    counts: NDArray[np.int32] = np.add.reduceat(flags.view(np.int8), bounds[:-1], dtype=np.int32)
    return counts


def counts_before(flags: Flags) -> NDArray[np.int32]:
    """Return how many are set before each place, and before the end."""
    counts = np.zeros(len(flags) + 1, dtype=np.int32)
    np.cumsum(flags.view(np.int8), dtype=np.int32, out=counts[1:])
    return counts
