"""Scores of extracted articles against gold: text by word sequences, dates, titles, authors, wanted segments.

Text is compared as in Scrapinghub's article extraction benchmark: sequences of four words, counted; precision is
the mean over pages with output, recall the mean over pages with gold, F1 the harmonic mean of these two means.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

WORD = re.compile(r"\w+")
SEQUENCE_WORDS = 4
BETWEEN_NAMES = re.compile(r"\s*(?:[;,|/\n•·]|\s(?:and|und|et|y|e|og|och|&|with)\s)\s*", re.IGNORECASE)
BEFORE_NAMES = re.compile(r"^(?:by|von|par|por|di|af|av)\s+", re.IGNORECASE)


class Overlap(NamedTuple):
    """Word sequences of one page: in both, only in the output, only in the gold; as shares of all."""

    both: float
    extra: float
    missed: float

    @property
    def precision(self) -> float:
        if self.extra == self.missed == 0:
            return 1.0
        return self.both / (self.both + self.extra) if self.both + self.extra else 0.0

    @property
    def recall(self) -> float:
        if self.extra == self.missed == 0:
            return 1.0
        return self.both / (self.both + self.missed) if self.both + self.missed else 0.0

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)


def harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def overlap(gold: str | None, predicted: str | None) -> Overlap:
    wanted, found = _sequences(gold), _sequences(predicted)
    both = sum((wanted & found).values())
    extra, missed = sum(found.values()) - both, sum(wanted.values()) - both
    total = both + extra + missed
    return Overlap(both / total, extra / total, missed / total) if total else Overlap(0.0, 0.0, 0.0)


def _sequences(text: str | None) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text or "")
    starts = range(max(1, len(words) - SEQUENCE_WORDS + 1))
    return Counter(each for each in (tuple(words[at : at + SEQUENCE_WORDS]) for at in starts) if each)


def text_scores(overlaps: Iterable[Overlap]) -> dict[str, float]:
    pages = list(overlaps)
    precisions = [page.precision for page in pages if page.both + page.extra > 0]
    recalls = [page.recall for page in pages if page.both + page.missed > 0]
    precision = sum(precisions) / len(precisions) if precisions else 0.0
    recall = sum(recalls) / len(recalls) if recalls else 0.0
    return {
        "F1": harmonic(precision, recall),
        "precision": precision,
        "recall": recall,
        "pages under half": sum(page.f1 < 0.5 for page in pages) / len(pages) if pages else 0.0,
    }


def is_same_day(gold: str, predicted: str | None) -> bool:
    return _day(predicted) is not None and _day(predicted) == _day(gold)


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        return None


def is_same_title(gold: str, predicted: str | None) -> bool:
    return _bare(gold) == _bare(predicted)


def _bare(words: str | None) -> str:
    return "".join(WORD.findall(unicodedata.normalize("NFKC", words or "").casefold()))


def author_f1(gold: Any, predicted: Any) -> float:
    wanted, found = _names(gold), _names(predicted)
    return 2 * len(wanted & found) / (len(wanted) + len(found)) if wanted or found else 1.0


def _names(authors: Any) -> set[str]:
    listed = [authors] if isinstance(authors, str) else (authors or [])
    names = set()
    for author in listed:
        joined = "; ".join(map(str, author)) if isinstance(author, list) else author or ""
        for name in BETWEEN_NAMES.split(joined):
            bare = BEFORE_NAMES.sub("", unicodedata.normalize("NFKC", name).strip())
            names.add(" ".join(WORD.findall(bare.casefold())))
    return names - {""}


def segment_counts(wanted: list[str], unwanted: list[str], predicted: str | None) -> tuple[int, int, int]:
    """Return how many wanted segments stand in the output, how many unwanted ones do, and how many are missing."""
    text = " ".join((predicted or "").split())
    held = sum(" ".join(segment.split()) in text for segment in wanted) if text else 0
    wrong = sum(" ".join(segment.split()) in text for segment in unwanted) if text else 0
    return held, wrong, len(wanted) - held


def segment_f1(counts: Iterable[tuple[int, int, int]]) -> float:
    held, wrong, missing = (sum(column) for column in zip(*counts, strict=True))
    return harmonic(held / max(1, held + wrong), held / max(1, held + missing))
