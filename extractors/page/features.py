"""What can be measured of a page's blocks: form, place, names, and whether other readings of the page keep them.

The columns are fixed by `FEATURES`; a model names the columns that it was trained on, so that the two agree.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.page.blocks import HEADING_TAGS, Block
from extractors.page.hints import BODY_PROPERTY_BIT, HIDDEN_BIT, HINT_BITS, TAG_BITS
from extractors.page.lines import RULES, looks_like_heading, read_byline

Array = npt.NDArray[np.float32]

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’][^\W\d_]+)?")
END = re.compile(r"[.!?…:。！？।؟][\"'”’»)\]]{0,3}$")
DIGIT_GROUPS = re.compile(r"\d+")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SEQUENCE_WORDS = 3
OWN = (
    "characters", "words", "log_words", "word_length", "link_share", "link_count", "strong_share",
    "ends_sentence", "stops", "commas", "quotes", "digit_share", "upper_share", "starts_lower", "has_year",
    "bars", "br_count", "depth", "is_p", "is_heading", "is_li", "is_cell", "is_div", "is_h1", "heading_like",
    "rule", "is_byline", "is_unique", "is_hidden", "in_body_property", "title_share", "description_share",
)  # fmt: skip
VOTES = ("engine", "linked_body", "engine_recall", "engine_precision", "second_engine")
PLACE = (
    "order", "order_from_end", "share_before", "after_title", "from_title", "from_engine_start", "to_engine_end",
    "inside_engine", "page_blocks", "page_words", "engine_words", "engine_share", "has_linked_body",
)  # fmt: skip
AROUND = ("log_words", "link_share", "ends_sentence", "engine", "heading_like", "linked_body", "is_p")
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
HELD = tuple(
    f"{name}_{level}" for level in range(3) for name in ("box_words", "box_engine", "box_links", "box_blocks")
)
FEATURES: tuple[str, ...] = (
    *OWN,
    *VOTES,
    *PLACE,
    *(f"own_{name}" for name in HINT_BITS),
    *(f"near_{name}" for name in HINT_BITS),
    *(f"all_{name}" for name in HINT_BITS),
    *(f"in_{tag}" for tag in TAG_BITS),
    *(f"{name}_at{step:+d}" for step in NEIGHBOURS for name in AROUND),
    *HELD,
    "prose_before", "prose_after", "engine_before", "engine_after", "same_box_before", "same_box_after",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Other readings of the same page: the engine's text, JSON-LD's article body, title and description.

    The engine's eager and its careful reading and the second engine's are there in the slower mode only.
    """

    engine: str = ""
    engine_recall: str = ""
    engine_precision: str = ""
    second_engine: str = ""
    linked_body: str = ""
    title: str = ""
    description: str = ""


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, to compare."""
    return WORD.findall(text.casefold())


class Votes:
    """Sequences of a reading's words, to tell how much of a block stands in it."""

    def __init__(self, text: str) -> None:
        words = words_of(text)
        self.sequences = set(zip(words, words[1:], words[2:], strict=False))
        self.lines = {" ".join(words_of(line)) for line in text.split("\n")} if text else set()
        self.word_count = len(words)

    def share(self, words: list[str]) -> float:
        """Return the share of the words' sequences that the reading has; of few words, whether they are a line."""
        if len(words) < SEQUENCE_WORDS:
            return float(" ".join(words) in self.lines)
        sequences = list(zip(words, words[1:], words[2:], strict=False))
        return sum(map(self.sequences.__contains__, sequences)) / len(sequences)


def measure(blocks: Sequence[Block], readings: Readings) -> Array:
    """Return one row a block with the columns FEATURES."""
    if not blocks:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    words = [words_of(block.text) for block in blocks]
    engine, linked = Votes(readings.engine), Votes(readings.linked_body)
    more = [Votes(text) for text in (readings.engine_recall, readings.engine_precision, readings.second_engine)]
    title, description = set(words_of(readings.title)), Votes(readings.description)
    seen = Counter(" ".join(each) for each in words)
    own = np.array(
        [
            _own(block, each, title, description, seen[" ".join(each)])
            for block, each in zip(blocks, words, strict=True)
        ],
        dtype=np.float32,
    ).reshape(len(blocks), len(OWN))
    voters = (engine, linked, *more)
    votes = np.array(
        [[voter.share(each) if voter.word_count else 0.0 for voter in voters] for each in words], dtype=np.float32
    )
    columns = {name: own[:, at] for at, name in enumerate(OWN)}
    columns |= {"engine": votes[:, 0], "linked_body": votes[:, 1]}
    parts = (
        own,
        votes,
        _place(columns, engine.word_count, linked.word_count),
        _bits(blocks),
        _around(columns),
        _held(blocks, columns),
        _reach(blocks, columns),
    )
    return np.concatenate(parts, axis=1).astype(np.float32)


def _own(block: Block, words: list[str], title: set[str], description: Votes, times: int) -> tuple[float, ...]:
    text = block.text
    size = len(text)
    count = len(words)
    head = text[:200]
    rule = next((at for at, (_, most, pattern) in enumerate(RULES, 1) if count <= most and pattern.match(text)), 0)
    return (
        size,
        count,
        np.log1p(count),
        sum(map(len, words)) / count if count else 0,
        block.link_characters / size,
        block.link_count,
        block.strong_characters / size,
        END.search(text) is not None,
        text.count(". ") + text.count("? ") + text.count("! ") + text.count("。"),
        text.count(",") + text.count("，") + text.count("、"),
        sum(map(text.count, '"“”„»«')),
        sum(map(len, DIGIT_GROUPS.findall(head))) / len(head),
        sum(map(str.isupper, head)) / len(head),
        text[0].islower(),
        YEAR.search(head) is not None,
        text.count("|") + text.count("•") + text.count("·"),
        block.br_count,
        block.depth,
        block.tag == "p",
        block.tag in HEADING_TAGS,
        block.tag == "li",
        block.tag in ("td", "th", "caption"),
        block.tag == "div",
        block.tag == "h1",
        looks_like_heading(text),
        rule,
        bool(count < 16 and read_byline(text)),
        times == 1,
        bool(block.tags & HIDDEN_BIT),
        bool(block.tags & BODY_PROPERTY_BIT),
        len(title & set(words)) / max(len(title), count) if title and count <= 60 else 0.0,
        description.share(words) if description.word_count and count >= SEQUENCE_WORDS else 0.0,
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
        spread([getattr(b, name) for b in blocks], hints) for name in ("own_hints", "near_hints", "all_hints")
    ]
    return np.concatenate([*parts, spread([block.tags for block in blocks], tags)], axis=1)


def _around(columns: dict[str, Array]) -> Array:
    """Return what the blocks before and after are like; -1 where the page ends."""
    table = np.stack([columns[name] for name in AROUND], axis=1)
    count, width = table.shape
    reach = max(NEIGHBOURS)
    padded = np.full((count + 2 * reach, width), -1.0, dtype=np.float32)
    padded[reach : reach + count] = table
    return np.concatenate([padded[reach + step : reach + step + count] for step in NEIGHBOURS], axis=1)


def _held(blocks: Sequence[Block], columns: dict[str, Array]) -> Array:
    """Return, of the three innermost elements around a block: words, and what share is the engine's or links."""
    parts = []
    words = columns["words"]
    for level in range(3):
        numbers = np.array([block.containers[level] for block in blocks], dtype=np.int64)
        _, box = np.unique(numbers, return_inverse=True)
        total = np.bincount(box, weights=words)
        engine = np.bincount(box, weights=words * columns["engine"])
        links = np.bincount(box, weights=words * columns["link_share"])
        least = np.maximum(total, 1)
        parts += [np.log1p(total)[box], (engine / least)[box], (links / least)[box], np.bincount(box)[box]]
    return np.stack(parts, axis=1).astype(np.float32)


def _reach(blocks: Sequence[Block], columns: dict[str, Array]) -> Array:
    """Return how far the next prose and the engine's next block are, and whether neighbours share the element."""
    is_prose = (columns["words"] > 12) & (columns["link_share"] < 0.4) & (columns["ends_sentence"] > 0)
    is_kept = columns["engine"] > 0.6
    boxes = np.array([block.containers[1] for block in blocks], dtype=np.int64)
    same = (boxes[1:] == boxes[:-1]).astype(np.float32)
    parts = [_since(is_prose), _since(is_prose[::-1])[::-1], _since(is_kept), _since(is_kept[::-1])[::-1]]
    parts += [np.concatenate([[0.0], same]), np.concatenate([same, [0.0]])]
    return np.stack(parts, axis=1).astype(np.float32)


def _since(flags: npt.NDArray[np.bool_]) -> Array:
    """Return for each position how many steps lie since the last flag before it, at most 50."""
    order = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, order, -1000))
    before = np.concatenate([[-1000], last[:-1]])
    steps: Array = np.minimum(order - before, 50).astype(np.float32)
    return steps
