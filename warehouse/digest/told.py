"""What a digest says: stories, outlets, shares, figures, conflicts and gaps of a window, each with its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from warehouse.asking.filters import Filters
from warehouse.asking.order import both_windows, growth
from warehouse.asking.reach import conditions, in_window
from warehouse.report.page import Row, nest, rows_of
from warehouse.statements.side_by_side import stage_told

_FOLDER = Path(__file__).parent / "queries"
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLimits:
    """How much of each list is told; the message states the totals and how to list the rest.

    With these a digest of 11,256 articles is 58 kB of HTML: Gmail cuts what is longer than 102 kB (2026-11-27).
    """

    stories: int = 8
    story_articles: int = 4
    outlets: int = 10
    outlet_articles: int = 3
    peers: int = 5
    peer_articles: int = 2
    figures: int = 8
    sentences: int = 2
    conflicts: int = 6
    missing: int = 8
    sources: int = 8


def window_of(filters: Filters) -> tuple[Filters, Filters]:
    """Return the filters with both ends of the window set, and those of the window before; a week if none is."""
    return both_windows(filters, lately=_WEEK)


def read_digest(db: duckdb.DuckDBPyConnection, filters: Filters, *, limits: DigestLimits) -> Mapping[str, Any]:
    """Return what the message shows, by the name of its part; the connection keeps temporary tables of it."""
    now, before = window_of(filters)
    _stage_articles(db, now, before)
    named = (*(now.watch.ids if now.watch else ()), *(now.entity.ids if now.entity else ()))
    outlets = _read(db, "outlets", limit=limits.outlets, articles=limits.outlet_articles)
    voices = _read(db, "voices", limit=limits.peers, articles=limits.peer_articles, entity_ids=sorted(set(named)))
    figures = _read(
        db, "figures", limit=limits.figures, sentences=limits.sentences, named_ids=_named_in_sentences(db, named)
    )
    return {
        "totals": _read(db, "totals")[0] | {"undated_article_count": _count_undated(db, now)},
        **_read_stories(db, now, limits),
        "outlets": nest(outlets, ("outlet_number",)),
        "voices": [
            kind | {"peers": nest(kind["rows"], ("entity_id",))} for kind in nest(voices, ("entity_kind",))
        ],
        "figures": nest(figures, ("figure_number",)),
        "conflicts": _read_conflicts(db, limits.conflicts),
        "missing": _read(db, "missing_outlets", limit=limits.missing),
        "sources": _read(db, "quiet_sources", limit=limits.sources),
    }


def _stage_articles(db: duckdb.DuckDBPyConnection, now: Filters, before: Filters) -> None:
    """Stage `digest_articles`: those of both windows, whoever they name, for shares; with which of them pass."""
    begin = "create or replace temp table digest_articles as"
    for filters, is_now in ((now, True), (before, False)):
        asked = conditions("article_facts", filters)
        heard = conditions("article_facts", replace(filters, watch=None, entity=None, story=None))
        statement = _statement("articles").format(asked=asked.sql, heard=heard.sql)
        db.execute(f"{begin} {statement}", {**asked.parameters, **heard.parameters, "is_now": is_now})
        begin = "insert into digest_articles"


def _read_conflicts(db: duckdb.DuckDBPyConnection, limit: int) -> list[Row]:
    """Return the values that differ in stories of which something passes."""
    found = db.execute(
        "select distinct story_id from statement_contrasts where verdict in ('conflict', 'differs', 'stale')"
        " and story_id in (select story_id from digest_articles where is_now and is_asked)"
    )
    story_ids = [story_id for (story_id,) in found.fetchall()]
    if not story_ids:
        return []
    stage_told(db, story_ids)
    return _read(db, "conflicts", story_ids=story_ids, limit=limit)


def _count_undated(db: duckdb.DuckDBPyConnection, now: Filters) -> int:
    """Return how many articles would pass but are of no window, since their day of publication is not known."""
    if now.by == "seen":
        return 0
    asked = conditions("article_facts", replace(now, since=None, until=None))
    statement = f"select count(*) from article_facts where published_day is null and {asked.sql}"  # noqa: S608 - ours
    return int(db.execute(statement, asked.parameters).fetchall()[0][0])


def _read_stories(db: duckdb.DuckDBPyConnection, now: Filters, limits: DigestLimits) -> dict[str, list[Row]]:
    """Return new and growing stories, each with its articles of the window under `rows`."""
    column = "first_seen_at" if now.by == "seen" else "first_known_day"
    is_new, window = in_window(now.since, now.until, by=now.by, column=f"report_stories.{column}")
    grown = growth(now)
    parts = {
        "new_stories": rows_of(
            db, _statement("new_stories").format(is_new=is_new), {**window, "limit": limits.stories}
        ),
        "growing_stories": rows_of(
            db,
            _statement("growing_stories").format(growth=grown.sql),
            {**grown.parameters, "limit": limits.stories},
        ),
    }
    story_ids = [story["story_id"] for stories in parts.values() for story in stories]
    articles = _read(db, "story_articles", story_ids=story_ids, limit=limits.story_articles)
    return {
        name: [
            story | {"rows": [row for row in articles if row["story_id"] == story["story_id"]]}
            for story in stories
        ]
        for name, stories in parts.items()
    }


def _named_in_sentences(db: duckdb.DuckDBPyConnection, named: tuple[str, ...]) -> list[str]:
    """Return the ids that sentences name for what is asked for; none of topics, which whole articles are about."""
    found = db.execute(
        "select entity_id from entity_facts where resolved_entity_id in (select unnest($named))"
        " and entity_kind <> 'topic' order by entity_id",
        {"named": list(named)},
    ).fetchall()
    return [entity_id for (entity_id,) in found]


def _read(db: duckdb.DuckDBPyConnection, query: str, **parameters: Any) -> list[Row]:
    return rows_of(db, _statement(query), parameters)


def _statement(query: str) -> str:
    return (_FOLDER / f"{query}.sql").read_text(encoding="utf-8")
