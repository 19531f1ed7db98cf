"""The pages of the reading room: the parts of each in order; their statements are in `queries/browsing`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import duckdb

from warehouse.browsing.counted_words import with_words
from warehouse.browsing.sentences import with_sentences
from warehouse.queries import read_sql

_MOST_ROWS = 50  # shown of a part; the rest is one click away


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A table of a page: `name` is its statement and its key in JSON; further rows stand in `view`."""

    name: str
    title: str
    note: str = ""
    view: str = ""
    most: int = _MOST_ROWS
    compares: tuple[Literal["texts", "revisions"], int] | None = None  # of fewer of them it has no rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A part with its rows; `is_cut` where there are more."""

    part: Part
    columns: list[str]
    rows: list[tuple[Any, ...]]
    is_cut: bool

    def dicts(self) -> list[dict[str, Any]]:
        """Return the rows by the names of their columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


PAGES: Mapping[str, tuple[Part, ...]] = {
    "front": (
        Part(name="front_new", title="Newest stories",
             note="By when an article of theirs was first seen.", view="report_new_stories", most=25),
        Part(name="front_growing", title="Growing",
             note="More articles first seen in the last day than the day before.",
             view="report_new_stories", most=15),
        Part(name="front_conflicts", title="Where texts differ", view="report_conflicts", most=10),
        Part(name="front_watched", title="Watched",
             note="Names and topics of the watchlist, by articles.", view="entity_facts", most=25),
    ),
    "story": (
        Part(name="story_articles", title="Who wrote it, and who copied",
             note="Reuse: own words, verbatim, edited or partial copies.", view="base_story_articles", most=100),
        Part(name="story_timeline", title="Day by day", view="report_story_timeline"),
        Part(name="story_conflicts", title="Where texts differ",
             note="Two values of one measure, each with its sentence.",
             view="report_conflicts", compares=("texts", 2)),
        Part(name="story_agreement", title="What several texts state",
             view="report_agreement", most=30, compares=("texts", 2)),
        Part(name="story_single", title="What one text only states",
             view="report_only_one_says", most=20, compares=("texts", 2)),
        Part(name="story_missing", title="What most texts state and these do not",
             view="report_missing_from", most=20, compares=("texts", 3)),
        Part(name="story_changed", title="What changed after it was first read",
             note="Values that came or went between two revisions of an article.",
             view="report_changed_statements", most=30, compares=("revisions", 2)),
        Part(name="story_figures", title="Figures", view="report_figures", most=30),
        Part(name="story_quotes", title="In whose words", view="report_quotes", most=30),
        Part(name="story_entities", title="Who is named", view="article_entities", most=30),
        Part(name="story_affair", title="Earlier and later events of the affair", view="report_affairs"),
    ),
    "article": (
        Part(name="article_facts", title="Where each field comes from"),
        Part(name="article_copies", title="The same words elsewhere", view="report_copy_pairs"),
        Part(name="article_quotes", title="Quotations", view="report_quotes"),
        Part(name="article_statements", title="What it states", view="base_statements", most=100),
        Part(name="article_entities", title="Whom it names", view="base_mention_facts", most=100),
        Part(name="article_revisions", title="Revisions", view="report_revisions", compares=("revisions", 2)),
        Part(name="article_removed", title="What was cut out", view="removed_spans", most=100),
        Part(name="article_archive", title="In the archive", view="raw_documents"),
    ),
    "entity": (
        Part(name="entity_stories", title="Stories", view="report_stories", most=30),
        Part(name="entity_sentences", title="Sentences",
             note="The latest articles first.", view="base_mention_facts", most=12),
        Part(name="entity_figures", title="Figures",
             note="Of sentences that name it: those that others contradict first, then those of most texts;"
             " of at most 25 stories, those of most texts.",
             view="report_figures_by_entity", most=20),
        Part(name="entity_days", title="Day by day",
             note="The latest days first.", view="report_mentions_by_entity_day", most=30),
        Part(name="entity_outlets", title="Outlets", view="article_facts", most=30),
        Part(name="entity_with", title="Named together with",
             note="In the same articles; where more than 2,000 name it, in the latest of them.",
             view="article_entities", most=30),
        Part(name="entity_names", title="Names that count as this one", view="entity_facts", most=30),
    ),
    "outlet": (
        Part(name="outlet_reuse", title="Own words and others'", view="report_reuse_by_outlet"),
        Part(name="outlet_articles", title="Latest articles", view="article_facts", most=50),
        Part(name="outlet_entities", title="Whom it names most", view="article_entities", most=30),
        Part(name="outlet_days", title="Day by day",
             note="The latest days first.", view="report_coverage_by_outlet_day", most=30),
    ),
    "way": (
        Part(name="way_funnel", title="What became of what came in", view="report_funnel", most=100),
        Part(name="way_sources", title="Sources", view="report_source_health", most=200),
        Part(name="way_rejections", title="What was dropped, and why", view="report_rejections", most=100),
        Part(name="way_runs", title="Runs", note="The latest first.", view="report_runs", most=20),
    ),
}  # fmt: skip

# Read with the view's own order, by one function for commands and pages.
VARIANTS = Part(
    name="story_variants",
    title="One utterance in other words",
    note="What each has and the other lacks stands beside them. Indirect: a sentence that reports a quotation.",
    most=40,
)


def read_parts(
    db: duckdb.DuckDBPyConnection,
    page: str,
    parameters: Mapping[str, Any],
    *,
    counts: Mapping[str, int] = MappingProxyType({}),
) -> list[Shown]:
    """Return the parts of a page that have rows; `counts` are of what there is to be compared."""
    read: list[tuple[Part, list[str], list[tuple[Any, ...]]]] = []
    for part in PAGES[page]:
        if part.compares and counts[part.compares[0]] < part.compares[1]:
            continue
        columns, rows = _ask(db, f"browsing/{part.name}", {**parameters, "limit": part.most + 1})
        if rows:
            read.append((part, columns, rows))
    tables = with_sentences(db, [(columns, rows[: part.most]) for part, columns, rows in read])
    return [
        Shown(part=part, columns=columns, rows=with_words(columns, shown), is_cut=len(rows) > part.most)
        for (part, columns, rows), shown in zip(read, tables, strict=True)
    ]


def _ask(
    db: duckdb.DuckDBPyConnection, query: str, parameters: Mapping[str, Any]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns and rows of a part, which may be made of what was staged for its page."""
    statement = read_sql(query)
    found = db.execute(statement, {name: value for name, value in parameters.items() if f"${name}" in statement})
    return [name for name, *_ in found.description or []], found.fetchall()
