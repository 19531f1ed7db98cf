"""What can be measured of a page's blocks: form, place, names, and whether other readings of the page keep them.

The columns are fixed by `FEATURES`; a model names the columns that it was trained on, so that the two agree.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.native import ways
from extractors.page.body.agreement import (
    SEQUENCE_WORDS,
    VOTE_FEATURES,
    Array,
    Counted,
    Numbers,
    Votes,
    count_votes,
    may_belong,
    measure_votes,
    words_of,
)
from extractors.page.body.blocks import HEADING_TAGS, Block
from extractors.page.body.engines import Readings
from extractors.page.body.hints import BODY_PROPERTY_BIT, HIDDEN_BIT, HINT_BITS, TAG_BITS
from extractors.page.body.second_look import groups_of
from extractors.page.words.lines import RULES, ends_sentence, looks_like_heading, read_byline

_DIGIT_GROUPS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HEAD = 200  # characters of a block that are looked at for digits, capitals and years
_FORM = (
    "characters", "words", "log_words", "link_share", "link_count", "ends_sentence", "br_count", "depth", "is_p",
    "is_heading", "is_li", "is_cell", "is_div", "is_h1", "heading_like", "is_unique", "is_hidden",
    "in_body_property", "title_share",
)  # fmt: skip
_SAID = (
    "word_length", "strong_share", "stops", "commas", "quotes", "digit_share", "upper_share", "starts_lower",
    "has_year", "bars", "rule", "is_byline", "description_share",
)  # fmt: skip
_UNREAD = (0.0,) * len(_SAID)
_PLACE = (
    "order", "order_from_end", "share_before", "after_title", "from_title", "from_engine_start", "to_engine_end",
    "inside_engine", "page_blocks", "page_words", "engine_words", "engine_share", "has_linked_body",
)  # fmt: skip
_AROUND = ("log_words", "link_share", "ends_sentence", "engine", "heading_like", "linked_body", "is_p")
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_HELD = tuple(
    f"{name}_{level}" for level in range(3) for name in ("box_words", "box_engine", "box_links", "box_blocks")
)
FEATURES: tuple[str, ...] = (
    *_FORM,
    *_SAID,
    *VOTE_FEATURES,
    *_PLACE,
    *(f"own_{name}" for name in HINT_BITS),
    *(f"near_{name}" for name in HINT_BITS),
    *(f"all_{name}" for name in HINT_BITS),
    *(f"in_{tag}" for tag in TAG_BITS),
    *(f"{name}_at{step:+d}" for step in _NEIGHBOURS for name in _AROUND),
    *_HELD,
    "prose_before", "prose_after", "engine_before", "engine_after", "same_box_before", "same_box_after",
)  # fmt: skip


NOTHING_MEASURED: Array = np.zeros((0, len(FEATURES)), dtype=np.float32)


class Measures:
    """What is measured of a page's blocks, kept between two looks, between which only the readings change."""

    def __init__(self, blocks: Sequence[Block], *, title: str, description: str) -> None:
        self._blocks = blocks
        self._words = [words_of(block.text) for block in blocks]
        self._counted = Counted(self._words)
        self._form = _form(blocks, self._words, set(words_of(title)))
        self._description = Votes(description)
        self.groups = groups_of(blocks)
        self._bits = _bits(blocks)
        self._said: dict[int, tuple[float, ...]] = {}

    def table(self, readings: Readings) -> Array:
        """Return one row a block with the columns FEATURES."""
        if not self._blocks:
            return NOTHING_MEASURED
        form = self._form
        votes = count_votes(self._counted, readings)
        columns = {name: form[:, at] for at, name in enumerate(_FORM)}
        columns |= {"engine": votes["engine"][0], "linked_body": votes["linked_body"][0]}
        said = [self._said_of(at) if is_open else _UNREAD for at, is_open in enumerate(may_belong(columns))]
        parts = (
            form,
            np.array(said, dtype=np.float32),
            measure_votes(self.groups, columns, votes),
            _place(columns, votes["engine"][1], votes["linked_body"][1]),
            self._bits,
            _around(columns),
            _held(self.groups, columns),
            _reach(self.groups, columns),
        )
        return np.concatenate(parts, axis=1).astype(np.float32)

    def _said_of(self, at: int) -> tuple[float, ...]:
        said = self._said.get(at)
        if said is None:
            said = self._said[at] = _said(self._blocks[at], self._words[at], self._description)
        return said


def _form(blocks: Sequence[Block], words: Sequence[list[str]], title: set[str]) -> Array:
    """Return the columns FORM, which are also measured of blocks that need not be judged."""
    bare = [" ".join(each) for each in words]
    seen = Counter(bare)
    rows = []
    for block, own, line in zip(blocks, words, bare, strict=True):
        tag, size, count = block.tag, len(block.text), len(own)
        rows.append(
            (
                size,
                count,
                math.log1p(count),
                block.link_characters / size,
                block.link_count,
                ends_sentence(block.text),
                block.br_count,
                block.depth,
                tag == "p",
                tag in HEADING_TAGS,
                tag == "li",
                tag in ("td", "th", "caption"),
                tag == "div",
                tag == "h1",
                looks_like_heading(block.text),
                seen[line] == 1,
                bool(block.tags & HIDDEN_BIT),
                bool(block.tags & BODY_PROPERTY_BIT),
                len(title & set(own)) / max(len(title), count) if title and count <= 60 else 0.0,
            )
        )
    return np.array(rows, dtype=np.float32)


def _said(block: Block, words: list[str], description: Votes) -> tuple[float, ...]:
    """Return the columns SAID."""
    text = block.text
    count = len(words)
    head = min(len(text), _HEAD)
    stops, commas, quotes, digits, uppers, starts_lower, has_year, bars = _marks_of(text)
    return (
        sum(map(len, words)) / count if count else 0,
        block.strong_characters / len(text),
        stops,
        commas,
        quotes,
        digits / head,
        uppers / head,
        starts_lower,
        has_year,
        bars,
        next((at for at, (_, most, pattern) in enumerate(RULES, 1) if count <= most and pattern.match(text)), 0),
        bool(count < 16 and read_byline(text)),
        description.share(words) if description.word_count and count >= SEQUENCE_WORDS else 0.0,
    )


def _marks_of(text: str) -> tuple[int, int, int, int, int, bool, bool, int]:
    """Return how many stops, commas, quotes a text has, digits and capitals its head; whether it starts small.

    Then whether its head has a year, and how many bars the text has.
    """
    if ways.compiled is not None:
        return ways.compiled.count_marks(text)
    head = text[:_HEAD]
    return (
        text.count(". ") + text.count("? ") + text.count("! ") + text.count("。"),
        text.count(",") + text.count("，") + text.count("、"),
        sum(map(text.count, '"“”„»«')),
        sum(map(len, _DIGIT_GROUPS.findall(head))),
        sum(map(str.isupper, head)),
        text[:1].islower(),
        _YEAR.search(head) is not None,
        text.count("|") + text.count("•") + text.count("·"),
    )


def _place(columns: dict[str, Array], engine_words: int, linked_words: int) -> Array:
    count = len(columns["words"])
    order = np.arange(count, dtype=np.float32)
    words = columns["words"]
    before = np.cumsum(words) - words
    total = max(1.0, float(words.sum()))
    titles = np.flatnonzero((columns["title_share"] > 0.7) & (columns["is_heading"] > 0))
    headings = titles if len(titles) else np.flatnonzero(columns["is_h1"] > 0)
    title_at = float(headings[0]) if len(headings) else -1.0
    kept = np.flatnonzero((columns["engine"] > 0.6) & (words > 8))
    first, last = (float(kept[0]), float(kept[-1])) if len(kept) else (-1.0, -1.0)
    whole = np.ones(count, dtype=np.float32)
    return np.stack(
        [
            order,
            count - order,
            before / total,
            (order > title_at) * whole if title_at >= 0 else -whole,
            np.clip(order - title_at, -50, 200) if title_at >= 0 else -99 * whole,
            np.clip(order - first, -60, 60) if first >= 0 else -99 * whole,
            np.clip(last - order, -60, 60) if first >= 0 else -99 * whole,
            ((order >= first) & (order <= last) & (first >= 0)) * whole,
            count * whole,
            total * whole,
            engine_words * whole,
            engine_words / total * whole,
            min(linked_words, 5000) * whole,
        ],
        axis=1,
    )


def _bits(blocks: Sequence[Block]) -> Array:
    def spread(values: list[int], masks: Sequence[int]) -> Array:
        column = np.array(values, dtype=np.int64)[:, None]
        return ((column & np.array(masks, dtype=np.int64)) > 0).astype(np.float32)

    hints, tags = list(HINT_BITS.values()), list(TAG_BITS.values())
    parts = [
        spread([block.own_hints for block in blocks], hints),
        spread([block.near_hints for block in blocks], hints),
        spread([block.all_hints for block in blocks], hints),
        spread([block.tags for block in blocks], tags),
    ]
    return np.concatenate(parts, axis=1)


def _around(columns: dict[str, Array]) -> Array:
    """Return what the blocks before and after are like; -1 where the page ends."""
    table = np.stack([columns[name] for name in _AROUND], axis=1)
    count, width = table.shape
    reach = max(_NEIGHBOURS)
    padded = np.full((count + 2 * reach, width), -1.0, dtype=np.float32)
    padded[reach : reach + count] = table
    return np.concatenate([padded[reach + step : reach + step + count] for step in _NEIGHBOURS], axis=1)


def _held(groups: Numbers, columns: dict[str, Array]) -> Array:
    """Return, of the three innermost elements around a block: words, and what share is the engine's or links."""
    parts = []
    words = columns["words"]
    for box in groups.T[2:5]:
        total = np.bincount(box, weights=words)
        engine = np.bincount(box, weights=words * columns["engine"])
        links = np.bincount(box, weights=words * columns["link_share"])
        least = np.maximum(total, 1)
        parts += [np.log1p(total)[box], (engine / least)[box], (links / least)[box], np.bincount(box)[box]]
    return np.stack(parts, axis=1).astype(np.float32)


def _reach(groups: Numbers, columns: dict[str, Array]) -> Array:
    """Return how far the next prose and the engine's next block are, and whether neighbours share the element."""
    is_prose = (columns["words"] > 12) & (columns["link_share"] < 0.4) & (columns["ends_sentence"] > 0)
    is_kept = columns["engine"] > 0.6
    boxes = groups[:, 3]
    same = (boxes[1:] == boxes[:-1]).astype(np.float32)
    parts = [_since(is_prose), _since(is_prose[::-1])[::-1], _since(is_kept), _since(is_kept[::-1])[::-1]]
    parts += [np.concatenate([[0.0], same]), np.concatenate([same, [0.0]])]
    return np.stack(parts, axis=1).astype(np.float32)


def _since(flags: npt.NDArray[np.bool_]) -> Array:
    """Return how many steps each position lies behind the last flag before it, at most 50."""
    order = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, order, -1000))
    before = np.concatenate([[-1000], last[:-1]])
    steps: Array = np.minimum(order - before, 50).astype(np.float32)
    return steps
