"""Render the report as one HTML page: no network, no script, every string escaped, bounded whatever the corpus."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from warehouse.asking.counts import counted
from warehouse.report.chart import draw_days
from warehouse.statements.side_by_side import read_story_tables, stage_told

_FOLDER = Path(__file__).parent
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LONGEST_WORDS = 2_000  # characters of one cell: titles and sentences are shorter

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of each list is shown; the page states the totals and the SQL for the rest."""

    stories: int = 40
    story_articles: int = 15
    story_figures: int = 10
    story_quotes: int = 8
    story_measures: int = 10
    story_texts: int = 8
    entities: int = 30
    outlets: int = 25
    outlet_articles: int = 5
    copies: int = 15
    peers: int = 12
    sentences: int = 4
    rejections: int = 25
    sources: int = 25
    runs: int = 5


def render_report(
    db: duckdb.DuckDBPyConnection, *, made_at: datetime, title: str = "Cuttings", limits: Limits | None = None
) -> str:
    """Return the page of the database's report, or of what its views were narrowed to."""
    contents = _read_contents(db, limits or Limits())
    page = environment_of(_FOLDER).get_template("page.html.j2")
    return page.render(title=title, made_at=made_at, **contents)


def _read_contents(db: duckdb.DuckDBPyConnection, limits: Limits) -> dict[str, Any]:
    """Return what the page shows, by the name of its part."""
    stories = _read_rows(db, "stories", limit=limits.stories)
    entities = _read_rows(db, "entities", limit=limits.entities, sentences=limits.sentences)
    outlets = _read_rows(db, "outlets", limit=limits.outlets, articles=limits.outlet_articles)
    return {
        "overview": _read_rows(db, "overview")[0],
        "chart": draw_days(_read_rows(db, "days")),
        "stories": _with_parts(db, stories, limits),
        "entities": nest(entities, ("entity_id",)),
        "voices": nest(_read_rows(db, "voices", limit=limits.peers), ("peer_group", "entity_kind")),
        "outlets": nest(outlets, ("outlet_number",)),
        "copies": nest(
            _read_rows(db, "copies", limit=limits.copies, articles=limits.story_articles), ("text_id",)
        ),
        "funnel": nest(_read_rows(db, "funnel"), ("step_number",)),
        "rejections": _read_rows(db, "rejections", limit=limits.rejections),
        "sources": _read_rows(db, "sources", limit=limits.sources),
        "runs": _read_rows(db, "runs", limit=limits.runs),
    }


def _with_parts(db: duckdb.DuckDBPyConnection, stories: list[Row], limits: Limits) -> list[Row]:
    """Return the stories with their articles, statements, figures and quotes, each list bounded."""
    story_ids = [story["story_id"] for story in stories]
    articles = _read_rows(db, "story_articles", story_ids=story_ids, limit=limits.story_articles)
    figures = _read_rows(
        db, "story_figures", story_ids=story_ids, limit=limits.story_figures, sentences=limits.sentences
    )
    quotes = _read_rows(
        db, "story_quotes", story_ids=story_ids, limit=limits.story_quotes, sentences=limits.sentences
    )
    stage_told(db, story_ids)
    said = read_story_tables(db, story_ids, most_measures=limits.story_measures, most_texts=limits.story_texts)
    figure_key = ("story_id", "kind", "amount", "amount_high", "unit")
    return [
        story
        | {
            "said": said.get(story["story_id"]),
            "articles": [row for row in articles if row["story_id"] == story["story_id"]],
            "figures": nest((row for row in figures if row["story_id"] == story["story_id"]), figure_key),
            "quotes": nest((row for row in quotes if row["story_id"] == story["story_id"]), ("words_key",)),
        }
        for story in stories
    ]


def nest(rows: Iterable[Row], key: tuple[str, ...]) -> list[Row]:
    """Return one row a key, in order: the first of its rows, with all of them under `rows`."""
    groups = [list(group) for _, group in groupby(rows, key=lambda row: tuple(row[name] for name in key))]
    return [group[0] | {"rows": group} for group in groups]


def _read_rows(db: duckdb.DuckDBPyConnection, query: str, **parameters: Any) -> list[Row]:
    """Return the rows of `queries/<query>.sql` as dictionaries."""
    return rows_of(db, (_FOLDER / "queries" / f"{query}.sql").read_text(encoding="utf-8"), parameters)


def rows_of(db: duckdb.DuckDBPyConnection, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a statement as dictionaries."""
    found = db.execute(statement, parameters)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def environment_of(folder: Path) -> Environment:
    """Return where the folder's templates are filled: HTML is escaped, a name that is not given is an error."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(("html.j2",), default=False),
        undefined=StrictUndefined,
        finalize=_fit_for_page,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": "{:,}".format, "percent": "{:.0%}".format, "counted": counted}
    environment.filters |= {"web_url": web_url, "cut_start": _cut_start, "cut_end": _cut_end}
    environment.filters["plain"] = _fit_for_page
    return environment


def _fit_for_page(value: Any) -> Any:
    """Return the value fit for HTML: null as nothing, text without control characters and of bounded length."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _CONTROLS.sub("\ufffd", _cut_end(value, _LONGEST_WORDS))
    return value


def _cut_end(text: str, length: int) -> str:
    """Return the text, or its first words and an ellipsis.

    >>> _cut_end("one two three", 9), _cut_end("one two", 9)
    ('one two …', 'one two')
    """
    if len(text) <= length:
        return text
    head = text[:length]
    return (head.rpartition(" ")[0] or head) + " …"


def _cut_start(text: str, length: int) -> str:
    """Return the text, or an ellipsis and its last words.

    >>> _cut_start("one two three", 9), _cut_start("one two", 9)
    ('… three', 'one two')
    """
    if len(text) <= length:
        return text
    tail = text[len(text) - length :]
    return "… " + (tail.partition(" ")[2] or tail)


def web_url(url: str | None) -> str | None:
    """Return the URL if it is safe as a link: http or https, with a host; else None.

    >>> web_url("https://example.org/a"), web_url("javascript:alert(1)"), web_url("/news/a.txt")
    ('https://example.org/a', None, None)
    """
    if (
        url is None
        or len(url) > _LONGEST_WORDS
        or _CONTROLS.search(url)
        or any(space in url for space in "\t\r\n ")
    ):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None
