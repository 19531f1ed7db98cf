"""Boxes that ask for consent and lie over the text, or among it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.page.body.blocks import Block
from extractors.page.words.consent import lines_that_ask_consent, may_ask_consent
from extractors.page.words.pieces import count_words
from extractors.page.words.title_words import share_of_title

Flags = npt.NDArray[np.bool_]

_CONSENT_SHARE = 0.6  # of the words of a box: it is one for consent
_LEAST_LINES = 2  # one line on cookies may be an article's
_LEAST_LEFT_WORDS = 15  # less is no article without the notice


def find_consent(blocks: Sequence[Block], is_kept: Flags, title: str) -> Flags:
    """Return which kept blocks lie in boxes that speak of consent, where the title is that of what is left.

    Boxes are elements with lines of their own; of an article on consent, whose title speaks of it too, none.
    """
    found = np.zeros(len(blocks), dtype=np.bool_)
    kept = np.flatnonzero(is_kept).tolist()
    asking = lines_that_ask_consent([blocks[at].text for at in kept])
    told = {at for at, asks in zip(kept, asking, strict=True) if asks}
    if len(told) < _LEAST_LINES or may_ask_consent(title):
        return found
    boxes: dict[int, list[int]] = {}
    for at in kept:
        boxes.setdefault(blocks[at].containers[1], []).append(at)
    for inside in boxes.values():
        words = {at: count_words(blocks[at].text) for at in inside}
        share = sum(count for at, count in words.items() if at in told) / max(1, sum(words.values()))
        is_tied = share_of_title(title, (blocks[at].text for at in inside))
        if len(told.intersection(inside)) >= _LEAST_LINES and share >= _CONSENT_SHARE and not is_tied:
            found[inside] = True
    left = [blocks[at].text for at in kept if not found[at]]
    is_left = sum(map(count_words, left)) >= _LEAST_LEFT_WORDS and share_of_title(title, left)
    return found if is_left else np.zeros(len(blocks), dtype=np.bool_)
