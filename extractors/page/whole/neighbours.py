"""Texts of other articles beside or below a page's own: their leads, or whole reports under headings."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.page.body.blocks import HEADING_TAGS, Block
from extractors.page.whole.teasers import Teasers
from extractors.page.words.lines import ends_sentence
from extractors.page.words.pieces import count_words
from extractors.page.words.title_words import share_of_title

Flags = npt.NDArray[np.bool_]

_LEAST_OWN_WORDS = 15  # less text does not tell what the page is of
# How many of the title's words the page's own text has; items of a list have them as well, neighbours hardly.
_OWN_SHARE = 0.5
_LEAST_TARGETS = 3
_LEAST_LEAD_WORDS = 6
_LEAST_SECTIONS = 2
_LEAST_HEADING_WORDS = 4
_MEDIA_LIST = re.compile(r"(?:audio|podcast|playlist|episode|video)\w*", re.IGNORECASE)
_LEAST_ITEMS = 2


def find_neighbours(blocks: Sequence[Block], is_kept: Flags, teasers: Teasers, title: str) -> Flags:
    """Return which kept blocks are of other articles; none where the page has no text of its own beside them."""
    found = _media_lists(blocks, is_kept)
    for others in (_teasers_beside(blocks, is_kept, teasers, title), _sections_outside(blocks, is_kept, title)):
        own = [blocks[at] for at in np.flatnonzero(is_kept & ~others & ~found).tolist()]
        prose = [block.text for block in own if block.tag not in HEADING_TAGS]
        if others.any() and sum(map(count_words, prose)) >= _LEAST_OWN_WORDS:
            of_own = share_of_title(title, prose) or 0.0
            of_others = share_of_title(title, (blocks[at].text for at in np.flatnonzero(others).tolist())) or 0.0
            if of_own >= _OWN_SHARE and of_others <= of_own / 2:
                found |= others
    return found


def _teasers_beside(blocks: Sequence[Block], is_kept: Flags, teasers: Teasers, title: str) -> Flags:
    """Return the kept teasers, with their headlines, that follow the text outside of the element that is its own.

    Of pages whose text lies in no element for articles none: a list of things may have a link at each of them.
    """
    found = np.zeros(len(blocks), dtype=np.bool_)
    home = _home(blocks, title)
    own = [at for at in np.flatnonzero(is_kept).tolist() if home and blocks[at].article == home]
    beside = [
        at
        for at in np.flatnonzero(is_kept & teasers.is_teaser).tolist()
        if own and at > own[0] and blocks[at].article != home and count_words(blocks[at].text) >= _LEAST_LEAD_WORDS
    ]
    if len({teasers.targets[at] for at in beside}) >= _LEAST_TARGETS:
        boxes = {blocks[at].containers[1] for at in beside}
        inside = (at for at in np.flatnonzero(is_kept).tolist() if blocks[at].article != home)
        found[[at for at in inside if not boxes.isdisjoint(blocks[at].containers[:2])]] = True
    return found


def _home(blocks: Sequence[Block], title: str) -> int:
    """Return the number of the element for articles that has the page's headline; 0 where none has it."""
    titled = (block for block in blocks if block.tag == "h1" and share_of_title(block.text, [title]))
    return next((block.article for block in titled), 0)


def _sections_outside(blocks: Sequence[Block], is_kept: Flags, title: str) -> Flags:
    """Return the kept blocks outside of the article's element that are reports under headings of their own."""
    found = np.zeros(len(blocks), dtype=np.bool_)
    home = _home(blocks, title)
    usual = {block.names for at, block in enumerate(blocks) if home and is_kept[at] and block.article == home}
    sections: list[list[int]] = []
    for at, block in enumerate(blocks):
        if not home or block.article == home:
            continue
        if block.tag in HEADING_TAGS and count_words(block.text) >= _LEAST_HEADING_WORDS:
            sections.append([at])
        elif sections and is_kept[at] and block.names not in usual:
            sections[-1].append(at)
    whole = [section for section in sections if len(section) > 1]
    is_next = len(whole) == 1 and blocks[whole[0][0]].tag == "h1" and blocks[whole[0][0]].article != 0
    if len(whole) >= _LEAST_SECTIONS or is_next:
        found[[at for section in whole for at in section]] = True
    return found & is_kept


def _media_lists(blocks: Sequence[Block], is_kept: Flags) -> Flags:
    """Return the items of lists that their names call programmes or films, and that are no sentences."""
    found = np.zeros(len(blocks), dtype=np.bool_)
    lists: dict[int, list[int]] = {}
    for at in np.flatnonzero(is_kept).tolist():
        block = blocks[at]
        if block.tag == "li" and not ends_sentence(block.text) and _MEDIA_LIST.search(block.names):
            lists.setdefault(block.containers[1], []).append(at)
    for items in lists.values():
        if len(items) >= _LEAST_ITEMS:
            found[items] = True
    return found
