"""What lies between the products of the network that tells names: both ways give the same bits."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.native import ways

_Floats = NDArray[np.float32]
_Rows = NDArray[np.int64]


def threes_of(hidden: _Floats, rows: _Rows) -> _Floats:
    """Return the three rows of `hidden` that each row of `rows` names, side by side; zeros behind them all."""
    count, width = len(rows), hidden.shape[1]
    if (compiled := ways.compiled) is not None:
        wide = np.empty((count, 3 * width), dtype=np.float32)
        compiled.gather_threes(hidden, rows, wide)
        return wide
    padded = np.concatenate([hidden, np.zeros((1, width), dtype=np.float32)])
    return padded.take(rows, axis=0).reshape(count, 3 * width)


def sums_of_threes(parts: list[_Floats], rows: _Rows) -> _Floats:
    """Return, for each row of three numbers, the sum of the rows of three arrays that they name."""
    added = np.zeros((len(rows), parts[0].shape[1]), dtype=np.float32)
    if (compiled := ways.compiled) is not None:
        compiled.add_threes(parts[0], parts[1], parts[2], rows, added)
        return added
    for part, places in zip(parts, rows.T, strict=True):
        added += part.take(places, axis=0)
    return added


def finished(added: _Floats, hidden: _Floats, rows: _Rows, *, bias: Any, gain: Any, shift: Any) -> _Floats:
    """Return what a layer makes of words: its sums cut at zero, added to what was before, normalized.

    `added`, overwritten, has a row a word; of its three numbers in `rows` the second is its row in `hidden`.
    """
    if (compiled := ways.compiled) is not None:
        compiled.finish_layer(added, hidden, rows, bias, gain, shift)
        return added
    added += bias
    np.maximum(added, 0, out=added)
    added += hidden.take(rows[:, 1], axis=0)
    # numpy adds along rows in an order of its own, which is the same on any processor and is done so in C.
    width = np.float32(added.shape[1])
    added -= (np.add.reduce(added, axis=1) / width)[:, None]
    variance = np.add.reduce(np.square(added), axis=1) / width
    added *= (1 / np.sqrt(variance + np.float32(1e-5)))[:, None]
    added *= gain
    added += shift
    return added
