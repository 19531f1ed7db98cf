"""Which way hot functions go: in C where that was compiled when Cuttings was installed, else in Python.

The Python way is the oracle: tests hold that both give the same. `CUTTINGS_NATIVE=0` in the environment of a
process switches the other one off.
"""

import importlib
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:  # numpy costs `cuttings --version` .1 s
    from numpy.typing import NDArray

_INTERFACE = 3  # of what is compiled; raised with what its functions take or give, so that no older one is called


class Compiled(Protocol):
    """What the compiled module holds. Its functions raise ValueError where arrays do not fit one another."""

    INTERFACE: int
    SOURCE: str  # a hash of the C that it was made from

    def add_trees(
        self,
        rows: "NDArray[Any]",
        limits: "NDArray[Any]",
        features: "NDArray[Any]",
        children: "NDArray[Any]",
        steps: "NDArray[Any]",
        roots: "NDArray[Any]",
        added: "NDArray[Any]",
    ) -> None:
        """Add to `added` (int64, one a row) the steps of the leaf that each row reaches in each tree.

        `rows` (rows, features) and `limits` are both float32 or both float64; the others are laid out as in
        `trees.Forest`.
        """

    def split_words(self, line: str) -> list[str]:
        """Return what `page/body/agreement.py` takes for words."""

    def count_words(self, line: str) -> int:
        """Return what `page/words/pieces.py` counts."""

    def ends_sentence(self, line: str) -> bool:
        """Return what `page/words/lines.py` does."""

    def looks_like_heading(self, line: str) -> bool:
        """Return what `page/words/lines.py` does."""

    def count_marks(self, line: str) -> tuple[int, int, int, int, int, bool, bool, int]:
        """Return what `_marks_of` of `page/body/features.py` counts."""

    def read_tokens(
        self, text: str, wrapped: int, elision: Callable[..., Any] | None
    ) -> tuple[list[tuple[int, int]], list[str]]:
        """Return what `mentions/reading/splitting.py` does; `elision` matches an article before its word."""

    def gather_threes(self, hidden: "NDArray[Any]", rows: "NDArray[Any]", wide: "NDArray[Any]") -> None:
        """Write into `wide` the three rows of `hidden` that each row of `rows` names, zeros for the one behind."""

    def add_threes(
        self,
        before: "NDArray[Any]",
        own: "NDArray[Any]",
        following: "NDArray[Any]",
        rows: "NDArray[Any]",
        added: "NDArray[Any]",
    ) -> None:
        """Write into `added` the sums of a row of each of three arrays, which each row of `rows` names."""

    def finish_layer(
        self,
        added: "NDArray[Any]",
        hidden: "NDArray[Any]",
        rows: "NDArray[Any]",
        bias: "NDArray[Any]",
        gain: "NDArray[Any]",
        shift: "NDArray[Any]",
    ) -> None:
        """Do in `added` what `layers.finished` does, with the row of `hidden` amid each of `rows`."""

    def walk_blocks(
        self, element: Any, flags: dict[str, int], dashed_flags: int, *functions: Callable[..., Any]
    ) -> list[Any] | None:
        """Return the blocks of a tree; None where lxml is not the one compiled for, or the tree is none of HTML.

        `flags` of elements by name, `dashed_flags` of names with a dash that are not there, and the functions that
        are asked for what regular expressions say: see `page/body/blocks.py`.
        """


def _find_compiled() -> Compiled | None:
    if os.environ.get("CUTTINGS_NATIVE") == "0":
        return None
    try:
        found = importlib.import_module("extractors.native.compiled")
    except ImportError:
        return None
    return cast(Compiled, found) if found.INTERFACE == _INTERFACE else None


# Asked for at each call, so that a test or a benchmark can go both ways in one process.
compiled = _find_compiled()
