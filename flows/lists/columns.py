"""Columns of dumps: which of them holds which of our fields, by their usual names or by a mapping of one's own."""

import difflib
from collections.abc import Iterable, Mapping

# Our field → columns that hold it in dumps of news-please, Media Cloud, NewsAPI and the like; the first that is
# there counts.
KNOWN_COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "stories_id", "guid", "article_id", "uuid"),
    "url": ("url", "link", "canonical_url", "source_url"),
    "html": ("html", "raw_html", "page"),
    "text": ("text", "maintext", "article_text", "body", "content"),
    "title": ("title", "headline"),
    "published": (
        "published", "published_at", "published_date", "publishedAt", "date_publish", "publish_date",
        "publication_date", "date",
    ),
    "authors": ("authors", "author", "byline"),
    "language": ("language", "lang"),
    "summary": ("description", "summary", "abstract"),
    "outlet": ("outlet", "media_name", "publication", "publisher", "source_domain", "source"),
}  # fmt: skip
# Columns that a refusal names.
_SHOWN_COLUMNS = 30


def wanted_columns(columns: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the columns to look at for each of our fields."""
    return {name: (columns[name],) if name in columns else known for name, known in KNOWN_COLUMNS.items()}


def columns_problem(columns: Mapping[str, str]) -> str | None:
    """Return what is wrong with a mapping of our fields to columns; None where nothing is.

    >>> columns_problem({"txet": "body"})
    "columns: unknown field 'txet'; did you mean 'text'?"
    """
    for name, column in columns.items():
        if name not in KNOWN_COLUMNS:
            close = difflib.get_close_matches(name, KNOWN_COLUMNS, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(KNOWN_COLUMNS)}"
            return f"columns: unknown field {name!r}; {hint}"
        if not column:
            return f"columns: {name} names no column"
    return None


def missing_columns(found: Iterable[str], columns: Mapping[str, str]) -> str | None:
    """Return which columns are wanted and not among those that a file has, both named; None where it will do.

    >>> missing_columns(["a", "b"], {"text": "words", "html": "h"})
    'no column h or words; it has a, b'
    """
    names = list(found)
    if named := [column for column in columns.values() if column not in names]:
        wanted = named
    else:
        fields = wanted_columns(columns)
        wanted = [*fields["html"], *fields["text"]]
        if any(column in names for column in wanted):
            return None
    shown = ", ".join(names[:_SHOWN_COLUMNS]) + (", …" if len(names) > _SHOWN_COLUMNS else "")
    return f"no column {' or '.join(sorted(wanted))}; it has {shown or 'none'}"
