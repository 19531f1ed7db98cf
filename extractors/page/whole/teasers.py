"""Teasers: a headline that is a link, and a few words on what it leads to; each with a link of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from extractors.page.body.blocks import HEADING_TAGS, Block
from extractors.page.words.pieces import count_words
from extractors.urls.identity import registrable_domain

Flags = npt.NDArray[np.bool_]

_LINK_SHARE = 0.8  # of a block's words: it is a link
# Fewer words are a label ("Read more", a section's name); of scripts without spaces, characters.
_LEAST_HEADLINE_WORDS = 4
_LEAST_HEADING_WORDS = 2
# More words in the element with the headline are no teaser but a text that leads to another one.
_MOST_WORDS = 120
_MOST_LINES = 5
_LEVELS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Teasers:
    """Which blocks are teasers' words (not their headlines), and where each of them leads; else empty."""

    is_teaser: Flags
    targets: tuple[str, ...]


def find_teasers(blocks: Sequence[Block], *, url: str | None) -> Teasers:
    """Return the teasers of a page; what is said of links to other publishers is the page's own."""
    is_link = [_is_link(block) for block in blocks]
    domain = registrable_domain(url) if url else ""
    leads = [
        _target(block, domain) if block.target and own else "" for block, own in zip(blocks, is_link, strict=True)
    ]
    boxes: dict[int, set[str]] = {}
    counts: dict[int, list[int]] = {}
    for block, lead, is_one in zip(blocks, leads, is_link, strict=True):
        if lead:
            for box in block.containers:
                boxes.setdefault(box, set()).add(lead)
        elif not is_one:
            words = block.text.count(" ") + 1 if block.text.isascii() else count_words(block.text)
            for box in block.containers:
                held = counts.setdefault(box, [0, 0])
                held[0] += words
                held[1] += 1
    targets = [
        "" if is_link[at] else _led_to(block, leads[max(0, at - 2) : at], boxes, counts)
        for at, block in enumerate(blocks)
    ]
    return Teasers(
        is_teaser=np.array([bool(target) for target in targets], dtype=np.bool_), targets=tuple(targets)
    )


def _is_link(block: Block) -> bool:
    return block.link_characters >= _LINK_SHARE * len(block.text)


def _led_to(block: Block, before: Sequence[str], boxes: dict[int, set[str]], counts: dict[int, list[int]]) -> str:
    """Return where the headline leads whose element a block shares, or which stands right before it in a list."""
    for box in block.containers[:_LEVELS]:
        held = boxes.get(box)
        if held is None:
            continue
        words, lines = counts[box]
        if len(held) == 1 and words <= _MOST_WORDS and lines <= _MOST_LINES:
            return next(iter(held))
        is_listed = len(held) > 2 and count_words(block.text) <= _MOST_WORDS // 2
        return next(filter(None, reversed(before)), "") if is_listed else ""
    return ""


def _target(block: Block, domain: str | None) -> str:
    """Return where a link leads, without the part behind the fragment's mark; empty where it is no headline.

    `domain` is the page's own, empty where its address is not known.
    """
    least = _LEAST_HEADING_WORDS if block.tag in HEADING_TAGS else _LEAST_HEADLINE_WORDS
    if count_words(block.text) < least or block.target.startswith(("#", "javascript:", "mailto:")):
        return ""
    parts = urlsplit(block.target) if block.target.isprintable() else None
    if parts is None or (parts.netloc and domain != "" and registrable_domain(block.target) != domain):
        return ""
    return f"{parts.path}?{parts.query}"
