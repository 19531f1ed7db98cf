"""Pages of the labelled sets, measured block by block, for those who train and judge the judges of lines."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extractors.page.body.second_look import groups_of
from extractors.page.characters import Decoded, decode
from extractors.page.html import look_closer, measure_page
from extractors.urls.identity import registrable_domain
from tests.evaluation.extraction import SEEN_AT, page_bytes
from tests.evaluation.extraction_scores import SEQUENCE_WORDS, WORD
from tests.evaluation.frame import read_rows, set_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A measured page: its blocks' words, measures of the slower mode, share in gold or marks, and weight.

    `quick`: the measures by the quick engine alone, where it reads the page.
    """

    set: str
    domain: str
    gold: str | None
    texts: list[str]
    table: Any
    quick: Any
    groups: Any
    wanted: list[str]
    unwanted: list[str]
    shares: Any
    weights: Any


def measured_pages(folder: Path, split: str, sets: Sequence[str]) -> list[Page]:
    pages: list[Page] = []
    for name in sets:
        path = set_file(folder, name, split)
        rows = [row for row in (read_rows(path) if path else ()) if row.get("text") or row.get("w")]
        pages += filter(None, (measured_page(name, row) for row in rows))
        print(name, len(pages), file=sys.stderr, flush=True)
    return pages


def measured_page(name: str, row: dict[str, Any]) -> Page | None:
    decoded = decode(page_bytes(row), media_type="text/html", charset="utf-8" if row.get("html") else None)
    if not isinstance(decoded, Decoded):
        return None
    measured = measure_page(decoded.characters, url=row.get("url"), seen_at=SEEN_AT)
    if measured is None:
        return None
    closer = look_closer(measured, is_best=True)
    texts = [block.text for block in measured.blocks]
    gold = row.get("text")
    shares, weights = gold_shares(texts, gold or "")
    return Page(
        set=name,
        domain=(registrable_domain(row.get("url") or "") if row.get("url") else None) or row["domain"],
        gold=gold,
        texts=texts,
        table=closer.table,
        quick=measured.table if len(measured.table) else closer.table,
        groups=groups_of(measured.blocks),
        wanted=row.get("w") or [],
        unwanted=row.get("wo") or [],
        shares=np.array(shares) if gold else marks(texts, row.get("w") or [], row.get("wo") or []),
        weights=np.array(weights),
    )


def marks(texts: list[str], wanted: list[str], unwanted: list[str]) -> Any:
    """Return 1 for blocks with a wanted segment, 0 for those with an unwanted one, nan where nothing is said."""
    is_wanted, is_unwanted = (
        np.array([any(" ".join(each.split()) in text for each in segments) for text in texts], dtype=bool)
        for segments in (wanted, unwanted)
    )
    return np.where(is_wanted, 1.0, np.where(is_unwanted, 0.0, np.nan))


def gold_shares(texts: list[str], gold: str) -> tuple[list[float], list[float]]:
    """Return for each block the share of its word sequences that gold has (each used once), and its words."""
    words = WORD.findall(gold)
    left = Counter(tuple(words[at : at + SEQUENCE_WORDS]) for at in range(len(words)))
    lines = {" ".join(WORD.findall(line)) for line in gold.split("\n")}
    shares, weights = [], []
    for text in texts:
        own = WORD.findall(text)
        weights.append(len(own) if len(own) >= SEQUENCE_WORDS else len(own) / 2)
        if len(own) < SEQUENCE_WORDS:
            shares.append(float(bool(own) and " ".join(own) in lines))
            continue
        found = 0
        starts = range(len(own) - SEQUENCE_WORDS + 1)
        for sequence, count in Counter(tuple(own[at : at + SEQUENCE_WORDS]) for at in starts).items():
            used = min(count, left[sequence])
            left[sequence] -= used
            found += used
        shares.append(found / len(starts))
    return shares, weights
