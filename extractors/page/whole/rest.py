"""The rest of a text that stands apart from its beginning: behind a map or a form, or hidden until a click."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.page.body.blocks import Block
from extractors.page.body.hints import HIDDEN_BIT, HINT_BITS, TAG_BITS
from extractors.page.words.lines import ends_sentence, furniture
from extractors.page.words.pieces import count_words

Flags = npt.NDArray[np.bool_]

_LEAST_WORDS = 12  # shorter blocks are no paragraph
_LEAST_PARAGRAPHS = 2  # one alone does not tell how the page names its paragraphs
# A rest of many times the beginning is another kind of page (of 980 labelled pages 8 have a rest, three of them
# lists of products with 7 to 20 times the words of what was kept, 2026-11).
_MOST_TIMES = 4
# Names of an element that say something of it: both of a paragraph's own elements may be bare.
_NAMED = re.compile(r"\.[^\s.]")
_OTHER_HINTS = sum(
    HINT_BITS[name]
    for name in ("comment", "related", "teaser", "side", "foot", "nav", "letter", "advert", "cookie", "caption",
                 "byline")
)  # fmt: skip
_OTHER_TAGS = sum(
    TAG_BITS[tag] for tag in ("aside", "nav", "footer", "figure", "form", "table", "blockquote", "li")
)


def find_rest(blocks: Sequence[Block], is_kept: Flags) -> list[int]:
    """Return the places of the paragraphs that were not kept and go on what was."""
    kept = [at for at in np.flatnonzero(is_kept).tolist() if _is_paragraph(blocks[at])]
    if len(kept) < _LEAST_PARAGRAPHS:
        return []
    hints = 0
    for at in kept:
        hints |= blocks[at].all_hints
    names = [blocks[at].names for at in kept]
    usual = {name for name in names if names.count(name) >= _LEAST_PARAGRAPHS and _NAMED.search(name)}
    bodies = {blocks[at].containers[1] for at in kept}
    boxes: dict[int, list[int]] = {}
    for at in range(kept[0] + 1, len(blocks)):
        block = blocks[at]
        if not is_kept[at] and block.tag == "p" and not (block.all_hints & ~hints & _OTHER_HINTS):
            boxes.setdefault(block.containers[1], []).append(at)
    rest = [at for inside in boxes.values() if _goes_on(blocks, inside, usual, bodies) for at in inside]
    kept_words, words = (sum(count_words(blocks[at].text) for at in places) for places in (kept, rest))
    return rest if words <= _MOST_TIMES * kept_words else []


def _goes_on(blocks: Sequence[Block], inside: Sequence[int], usual: set[str], bodies: set[int]) -> bool:
    """Return whether an element holds paragraphs named as the kept ones, or hidden ones among them."""
    if sum(_is_paragraph(blocks[at]) for at in inside) < max(_LEAST_PARAGRAPHS, 0.7 * len(inside)):
        return False
    block = blocks[inside[0]]
    is_hidden = bool(block.tags & HIDDEN_BIT)
    return (not is_hidden and block.names in usual) or (is_hidden and not bodies.isdisjoint(block.containers[2:]))


def _is_paragraph(block: Block) -> bool:
    is_linked = block.link_characters > 0.3 * len(block.text)
    if is_linked or block.tags & _OTHER_TAGS or not ends_sentence(block.text):
        return False
    return count_words(block.text) >= _LEAST_WORDS and furniture(block.text) is None
