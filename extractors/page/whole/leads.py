"""The lead of an article: a sentence or a list between the headline and the text, however it is marked up."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.page.body.blocks import HEADING_TAGS, Block
from extractors.page.body.hints import HIDDEN_BIT, HINT_BITS, TAG_BITS
from extractors.page.words.lines import ends_sentence, furniture, read_byline, same_words
from extractors.page.words.pieces import count_words

Flags = npt.NDArray[np.bool_]

_MOST_BETWEEN = 12  # blocks from the title to the text: byline, date, picture, share bar
_NO_LEAD = re.compile(r"tooltip|translation|disclos|affiliate|tracking", re.IGNORECASE)
_POSTED = re.compile(r"\W*(?:posted|published|updated|written|by|von|par|por|da)\b", re.IGNORECASE)
_LEAST_WORDS, _MOST_WORDS = 8, 80
_LEAST_ITEM_WORDS = 6  # shorter items are of a menu
_OTHER_HINTS = sum(
    HINT_BITS[name]
    for name in ("comment", "related", "teaser", "side", "foot", "nav", "share", "letter", "advert", "cookie",
                 "caption", "byline", "date", "tags", "hidden", "quote")
)  # fmt: skip
_OTHER_TAGS = sum(
    TAG_BITS[tag] for tag in ("aside", "nav", "footer", "figure", "figcaption", "form", "table", "blockquote")
)


def find_lead(blocks: Sequence[Block], is_kept: Flags, title: str) -> list[int]:
    """Return the places of the blocks that are the lead and were not kept; empty where there are none."""
    first = next((at for at in np.flatnonzero(is_kept).tolist() if not same_words(blocks[at].text, title)), None)
    heads = (at for at, block in enumerate(blocks) if block.tag in HEADING_TAGS and same_words(block.text, title))
    head = next(heads, None)
    if first is None or head is None or not 0 < first - head <= _MOST_BETWEEN + 1:
        return []
    homes = {box for box in blocks[head].containers[1:3] if box}
    between = [at for at in range(head + 1, first) if not homes.isdisjoint(blocks[at].containers)]
    sentences = [at for at in between if _is_sentence(blocks[at])]
    items = [at for at in between if _is_item(blocks[at])]
    return sentences[:2] or (items if len(items) >= 2 else [])


def _is_sentence(block: Block) -> bool:
    count = count_words(block.text)
    return _LEAST_WORDS <= count <= _MOST_WORDS and ends_sentence(block.text) and _may_lead(block)


def _is_item(block: Block) -> bool:
    return block.tag == "li" and _LEAST_ITEM_WORDS <= count_words(block.text) <= _MOST_WORDS and _may_lead(block)


def _may_lead(block: Block) -> bool:
    if (block.own_hints | block.near_hints) & _OTHER_HINTS or block.tags & (_OTHER_TAGS | HIDDEN_BIT):
        return False
    if _NO_LEAD.search(block.names) or _POSTED.match(block.text) or block.text.endswith((":", "：")):
        return False
    is_linked = block.link_characters > 0.2 * len(block.text)
    return not is_linked and furniture(block.text) is None and not read_byline(block.text)
