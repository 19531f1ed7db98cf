"""Text that a page holds twice: copies for two widths, a lead that is the first paragraph, quotes pulled out."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.page.body.agreement import words_of
from extractors.page.body.blocks import HEADING_TAGS, Block
from extractors.page.body.hints import HINT_BITS, TAG_BITS
from extractors.page.words.lines import ends_sentence

Flags = npt.NDArray[np.bool_]

# Plans, recipes and lists say a line again and mean it, and contents name each heading: only sentences of some
# length outside of lists are copies (of 1,636 labelled pages 159 had lines of eight words that stood there twice,
# most of them meant so, 2026-11).
_LEAST_WORDS = 12
_LIST_TAGS = frozenset(("li", "td", "th", "dd", "dt", "caption", *HEADING_TAGS))
# As many sentences that stand twice are a second copy of the text, headings and short lines included.
_COPIED_SENTENCES = 3
_LEAST_QUOTE_WORDS = 6
# A quote may end with the name of the one who said it.
_QUOTED_SHARE = 0.7
_MAX_QUOTES = 60
_MAX_COPIES = 20
_QUOTE_TAGS = TAG_BITS["aside"] | TAG_BITS["blockquote"] | TAG_BITS["figure"]


def find_repeats(blocks: Sequence[Block], is_kept: Flags) -> Flags:
    """Return which of the kept blocks say again what another one says."""
    at = np.flatnonzero(is_kept).tolist()
    words = [words_of(blocks[place].text) for place in at]
    copies = _copies(words, [blocks[place] for place in at])
    apart = [order for order, place in enumerate(at) if copies[order] is None and _is_apart(blocks[place])]
    for order in apart[:_MAX_QUOTES]:
        if len(words[order]) >= _LEAST_QUOTE_WORDS:
            copies[order] = _quoted_from(order, words)
    repeats = np.zeros(len(blocks), dtype=np.bool_)
    repeats[[place for place, copy in zip(at, copies, strict=True) if copy is not None]] = True
    return repeats


def _may_be_copy(block: Block, word_count: int) -> bool:
    is_sentence = block.tag not in _LIST_TAGS and ends_sentence(block.text)
    return is_sentence and word_count >= _LEAST_WORDS


def _copies(words: Sequence[list[str]], kept: Sequence[Block]) -> list[int | None]:
    """Return which earlier line each line repeats; short ones only within a run of repeated lines.

    A copy stands in another element, or right behind: within one element a text says again what it means to.
    """
    lines = [" ".join(each) for each in words]
    boxes = [block.containers[1] for block in kept]
    places: dict[str, list[int]] = {}
    for order, line in enumerate(lines):
        places.setdefault(line, []).append(order)

    def earlier(order: int) -> list[int]:
        found = (each for each in places[lines[order]][:_MAX_COPIES] if each < order)
        return [each for each in found if boxes[each] != boxes[order] or each == order - 1]

    may_be = [_may_be_copy(block, len(own)) for block, own in zip(kept, words, strict=True)]
    copies = [next(iter(earlier(order)), None) if may_be[order] else None for order in range(len(lines))]
    if sum(copy is not None for copy in copies) < _COPIED_SENTENCES:
        return copies
    for orders, step in ((range(len(lines)), -1), (range(len(lines) - 1, -1, -1), 1)):
        for order in orders:
            beside = copies[order + step] if 0 <= order + step < len(lines) else None
            if copies[order] is None:
                fitting = (each for each in earlier(order) if each == order - 1 or each + step == beside)
                copies[order] = next(fitting, None)
    return copies


def _is_apart(block: Block) -> bool:
    """Return whether a block stands where pages pull quotes out of the text."""
    return block.tag not in _LIST_TAGS and bool(
        block.tags & _QUOTE_TAGS or (block.own_hints | block.near_hints) & HINT_BITS["quote"]
    )


def _quoted_from(order: int, words: Sequence[list[str]]) -> int | None:
    """Return the longer line that has nearly all of a line's words in their order; None where none has."""
    own = words[order]
    line = f" {' '.join(own)} "
    sequences = {*zip(own, own[1:], own[2:], strict=False)}
    for other, theirs in enumerate(words):
        if other == order or len(theirs) <= len(own):
            continue
        if line in f" {' '.join(theirs)} ":
            return other
        shared = sequences & {*zip(theirs, theirs[1:], theirs[2:], strict=False)}
        if len(shared) >= _QUOTED_SHARE * len(sequences):
            return other
    return None
