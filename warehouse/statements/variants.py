"""Quotations of one utterance in other words, found in a story when it is asked for: nothing is stored of it."""

from collections import defaultdict
from itertools import combinations
from typing import Any

import duckdb

from extractors.statements.utterances import Quotation, compare_quotations, read_quotation
from warehouse.queries import read_sql

# Different wordings of one story that are compared, those of most texts first.
_MOST_WORDINGS = 400
COLUMNS = [
    "kind", "speaker", "quote_a", "quote_b", "only_a", "only_b", "article_a", "article_label_a", "article_b",
    "article_label_b", "outlet_name_a", "outlet_name_b", "story_id",
]  # fmt: skip
Row = dict[str, Any]


def quote_variants(db: duckdb.DuckDBPyConnection, story_id: str) -> list[tuple[Any, ...]]:
    """Return pairs of different quotations of one utterance, of two texts of a story, by COLUMNS.

    `only_a` and `only_b` are the words that the other lacks. Those most alike in length come first.
    """
    found = db.execute(read_sql("statements/story_wordings"), {"story_id": story_id, "limit": _MOST_WORDINGS})
    names = [name for name, *_ in found.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    quotations = [read_quotation(row["quote"]) for row in rows]
    pairs = [_compared(rows, quotations, a, b) for a, b in _candidates(quotations)]
    return sorted((row for row in pairs if row is not None), key=lambda row: (row[0], row[2], row[3]))


def _candidates(quotations: list[Quotation]) -> list[tuple[int, int]]:
    """Return the pairs that share a word which is no function word."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, quotation in enumerate(quotations):
        for word in quotation.content:
            holders[word].append(number)
    return sorted({pair for numbers in holders.values() for pair in combinations(numbers, 2)})


def _compared(rows: list[Row], quotations: list[Quotation], a: int, b: int) -> tuple[Any, ...] | None:
    one, other = rows[a], rows[b]
    if set(one["text_ids"]) & set(other["text_ids"]):
        return None
    alike = compare_quotations(quotations[a], quotations[b])
    if alike is None or alike.kind == "same":
        return None
    texts = quotations[a].text, quotations[b].text
    only = [
        "; ".join(text[start:end] for start, end in spans)
        for text, spans in zip(texts, (alike.only_first, alike.only_second), strict=True)
    ]
    speakers = [name for name in (one["speaker"], other["speaker"]) if name]
    return (
        alike.kind, " / ".join(dict.fromkeys(speakers)) or None, *texts, *only,
        *(row[name] for row in (one, other) for name in ("article_id", "article_label")),
        one["outlet_name"], other["outlet_name"], one["story_id"],
    )  # fmt: skip
