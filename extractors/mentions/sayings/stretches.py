"""A stretch of text that a mark sets apart as said."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["double", "single", "corner", "dash"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """[start, end) with its marks, [inner_start, inner_end) without; `is_open` where no mark closes it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_open: bool = False
    kind: Kind = "double"
