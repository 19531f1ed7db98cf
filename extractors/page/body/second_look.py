"""What the first judgement of a page's blocks says of each of them: the second judgement sees its surroundings."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from extractors.page.body.agreement import Array, Numbers
from extractors.page.body.blocks import Block

Floats = npt.NDArray[np.float64]

# What blocks may have in common: shape (tag and class; tags above) and the four innermost elements around them.
GROUPS = ("names", "path", "box_0", "box_1", "box_2", "box_3")
_STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
SECOND_FEATURES = (
    "first", *(f"first_in_{name}" for name in GROUPS), *(f"first_at{step:+d}" for step in _STEPS),
    "kept_before", "kept_after", "kept_words", "kept_share", "from_sure_start", "to_sure_end", "kept_near",
)  # fmt: skip
_OUTSIDE = -7.0  # log odds of what lies before the first block and behind the last
_MOST = 6.0  # log odds; what is surer than 400 to 1 tells nothing more
_SURE = 0.8  # probability of the first look; halved or doubled, 4 and 13 of 62 pages change
_SURE_WORDS = 8  # shorter blocks bound no text; halved or doubled, 1 and 1 of 62 pages change
_NEAR = 7  # blocks, the one itself in their midst; halved or doubled, 8 and 5 of 62 pages change


def groups_of(blocks: Sequence[Block]) -> Numbers:
    """Return one row a block with the numbers of what GROUPS names."""
    numbers = chain.from_iterable((*block.shapes, *block.containers) for block in blocks)
    return np.fromiter(numbers, np.int64, len(GROUPS) * len(blocks)).reshape(len(blocks), len(GROUPS))


def look_again(first: Array | Floats, words: Array, groups: Numbers) -> Array:
    """Return the columns SECOND_FEATURES of the judged blocks of a page; `first` is in log odds."""
    count = len(first)
    if not count:
        return np.zeros((0, len(SECOND_FEATURES)), dtype=np.float32)
    odds: Floats = np.clip(first.astype(np.float64), -_MOST, _MOST)
    share = 1 / (1 + np.exp(-odds))
    kept = words * share
    total = max(1.0, float(kept.sum()))
    before = np.cumsum(kept) - kept
    order = np.arange(count)
    sure = np.flatnonzero((share > _SURE) & (words > _SURE_WORDS))
    start, end = (sure[0], sure[-1]) if len(sure) else (0, 0)
    padded = np.pad(odds, max(_STEPS), constant_values=_OUTSIDE)
    near = np.ones(_NEAR)
    columns = [
        odds,
        *(_mean(groups[:, at], words, kept) for at in range(len(GROUPS))),
        *(padded[max(_STEPS) + step : max(_STEPS) + step + count] for step in _STEPS),
        before / total,
        (total - before - kept) / total,
        np.full(count, total),
        np.full(count, (words * (share > 0.5)).sum() / max(1.0, float(words.sum()))),
        np.clip(order - start, -40, 40),
        np.clip(end - order, -40, 40),
        _sums(kept, near) / np.maximum(1.0, _sums(words, near)),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _mean(numbers: Numbers, words: Array, kept: Floats) -> Floats:
    of_group = np.bincount(numbers, weights=kept) / np.maximum(1e-6, np.bincount(numbers, weights=words))
    mean: Floats = of_group[numbers]
    return mean


def _sums(values: Array | Floats, window: Floats) -> Floats:
    """Return the sum around each position."""
    reach = len(window) // 2
    return np.convolve(values, window)[reach : reach + len(values)]
