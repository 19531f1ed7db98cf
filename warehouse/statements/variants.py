"""The utterances of stories in other words: quotations cut or reworded, and sentences that report them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from extractors.ids import content_id
from extractors.statements.utterances import (
    LEAST_SHARED,
    Alike,
    Quotation,
    compare_quotations,
    mark_others,
    read_quotation,
    read_report,
    reports,
)
from extractors.versions import UTTERANCES_VERSION
from warehouse.queries import read_sql
from warehouse.staging import insert_arrow
from warehouse.statements.side_by_side import stage_told

# Different wordings of one story that are compared, those of most texts first: 400 make at most 80,000 pairs.
_MOST_WORDINGS = 400
# Sentences of one story that may report one of them.
_MOST_REPORTS = 400
COLUMNS = [
    "kind", "speaker", "quote_a", "quote_b", "only_a", "only_b", "article_a", "article_label_a", "article_b",
    "article_label_b", "outlet_name_a", "outlet_name_b", "story_id",
]  # fmt: skip
Row = dict[str, Any]
Pair = tuple[int, int]


class _Said(NamedTuple):
    """A quotation of one article."""

    quote_id: str
    article_id: str
    revision_id: str
    start: int
    end: int
    text: str
    speaker: str | None


class _Wording(NamedTuple):
    """One wording with its first quotation, and the articles and speakers that have it."""

    said: _Said
    quotation: Quotation
    articles: frozenset[str]
    speakers: frozenset[str]


def quote_variants(
    db: duckdb.DuckDBPyConnection, story_id: str, *, is_staged: bool = False
) -> list[tuple[Any, ...]]:
    """Return the rows of report_quote_variants of a story by COLUMNS; direct speech first.

    Its texts may have been staged by `stage_told`. Most stories have no such rows, which one look tells.
    """
    if not db.execute("select 1 from quote_variants where story_id = ? limit 1", [story_id]).fetchall():
        return []
    if not is_staged:
        stage_told(db, [story_id])
    return db.execute(read_sql("statements/story_variants"), {"story_id": story_id}).fetchall()


def compare_quotes(db: duckdb.DuckDBPyConnection) -> None:
    """Write down what the compared revisions of a story quote or report in other words."""
    reporting = defaultdict(list)
    for story_id, *reported in db.execute(read_sql("statements/story_reports")).fetchall():
        reporting[story_id].append(reported)
    rows: list[Row] = []
    found = db.execute(read_sql("statements/story_quotes")).fetchall()
    for story_id, own in groupby(found, key=lambda row: row[0]):
        wordings = _wordings([_Said(*row[1:]) for row in own])
        rows += _rows_of(story_id, wordings, reporting[story_id][:_MOST_REPORTS])
    if rows:
        schema = db.sql("from quote_variants limit 0").to_arrow_table().schema
        table = pa.Table.from_pylist(rows, schema=schema)
        insert_arrow(db, "quote_variants", dict(zip(table.column_names, table.columns, strict=True)))


def _wordings(said: Sequence[_Said]) -> list[_Wording]:
    """Return the different wordings, those of most articles first."""
    by_words: dict[tuple[str, ...], list[tuple[_Said, Quotation]]] = defaultdict(list)
    for each in said:
        quotation = read_quotation(each.text)
        if quotation.content:
            by_words[quotation.words].append((each, quotation))
    wordings = [
        _Wording(
            *own[0],
            frozenset(each.article_id for each, _ in own),
            frozenset(each.speaker for each, _ in own if each.speaker),
        )
        for own in by_words.values()
    ]
    ordered = sorted(wordings, key=lambda each: (-len(each.articles), each.said.quote_id))
    return ordered[:_MOST_WORDINGS]


def _rows_of(story_id: str, wordings: Sequence[_Wording], reporting: Sequence[Sequence[Any]]) -> Iterator[Row]:
    """Yield the rows of a story: two wordings of one utterance, and a sentence that reports a wording."""
    pairs: dict[Pair, Alike] = {}
    for a, b in _candidates(wordings):
        if not wordings[a].articles & wordings[b].articles:
            alike = compare_quotations(wordings[a].quotation, wordings[b].quotation)
            if alike is not None and alike.kind != "same":
                pairs[a, b] = alike
    utterances = _utterances(story_id, wordings, pairs)
    for (a, b), alike in pairs.items():
        one, other = wordings[a].said, wordings[b].said
        first, second = alike.only_first, alike.only_second
        yield _place_row(story_id, utterances[a], alike.kind, one, other) | {
            "quote_b": other.quote_id,
            "only_a": "; ".join(one.text[start:end] for start, end in first),
            "only_b": "; ".join(other.text[start:end] for start, end in second),
            "marked_a": mark_others(one.text, first), "marked_b": mark_others(other.text, second),
        }  # fmt: skip
    for entity_id, article_id, revision_id, start, end, text in reporting:
        sentence = _Said("", article_id, revision_id, start, end, text, entity_id)
        of_others = [
            at
            for at, wording in enumerate(wordings)
            if entity_id in wording.speakers and article_id not in wording.articles
        ]
        read = read_report(text) if of_others else None
        for at in of_others:
            if read and reports(read, wordings[at].quotation):
                yield _place_row(story_id, utterances[at], "indirect", wordings[at].said, sentence)


def _candidates(wordings: Sequence[_Wording]) -> list[Pair]:
    """Return the pairs that share words which are no function words: so many as two of one utterance share."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, wording in enumerate(wordings):
        for word in wording.quotation.content:
            holders[word].append(number)
    shared = Counter(pair for numbers in holders.values() for pair in combinations(numbers, 2))
    sizes = [len(wording.quotation.content) for wording in wordings]
    return sorted(
        (a, b) for (a, b), count in shared.items() if count >= LEAST_SHARED or count == min(sizes[a], sizes[b])
    )


def _utterances(story_id: str, wordings: Sequence[_Wording], pairs: Mapping[Pair, Alike]) -> list[str]:
    """Return the id of the utterance of each wording: one for all that pairs join, directly or over others."""
    home = list(range(len(wordings)))
    for a, b in pairs:
        one, other = home[a], home[b]
        home = [one if each == other else each for each in home]
    first: dict[int, str] = {}
    for at, each in enumerate(home):
        quote_id = wordings[at].said.quote_id
        first[each] = min(first.get(each, quote_id), quote_id)
    return [content_id(story_id, first[each]) for each in home]


def _place_row(story_id: str, utterance_id: str, kind: str, one: _Said, other: _Said) -> Row:
    places = [(each.revision_id, str(each.start), str(each.end)) for each in (one, other)]
    return {
        "variant_id": content_id(story_id, *places[0], *places[1]), "story_id": story_id,
        "utterance_id": utterance_id, "kind": kind, "quote_a": one.quote_id, "article_a": one.article_id,
        "revision_a": one.revision_id, "start_a": one.start, "end_a": one.end, "article_b": other.article_id,
        "revision_b": other.revision_id, "start_b": other.start, "end_b": other.end,
        "method_version": UTTERANCES_VERSION,
    }  # fmt: skip
