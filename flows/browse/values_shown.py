"""How a value of a row is shown, and what it opens: every name its page, every count its rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

# A column's words lead to the page of the id that another column of the row holds.
_PAGE_OF = {
    "title": (("story", "story_id"), ("article", "article_id")),
    "story_title": (("story", "story_id"),),
    "linked_story_title": (("story", "linked_story_id"),),
    "article_label": (("article", "article_id"),),
    "first_article_label": (("article", "first_article_id"),),
    "article_label_a": (("article", "article_a"),),
    "article_label_b": (("article", "article_b"),),
    "entity_name": (("entity", "entity_id"),),
    "own_name": (("entity", "entity_id"),),
    "surface": (("article", "article_id"),),
    "speaker": (("entity", "speaker_entity_id"),),
    "outlet_name": (("outlet", "outlet_id"),),
}
# A count opens the rows of a view that it counts, by an id of the row.
_ROWS_OF = {
    ("article_count", "story_id"): ("base_story_articles", "story_id"),
    ("text_count", "story_id"): ("report_text_groups", "story_id"),
    ("found_article_count", "story_id"): ("base_story_articles", "story_id"),
    ("outlet_count", "story_id"): ("base_story_articles", "story_id"),
    ("article_count", "entity_id"): ("article_entities", "entity_id"),
    ("mention_count", "entity_id"): ("base_mention_facts", "entity_id"),
    ("article_count", "outlet_id"): ("article_facts", "outlet_id"),
}
# Where a row is about no id, as on the front page, a count opens all that it counts.
_ALL_OF = {
    "article_count": "article_facts", "text_count": "report_text_groups", "story_count": "report_stories",
    "outlet_count": "report_reuse_by_outlet",
}  # fmt: skip
_PAGES = {
    "story_id": "story", "linked_story_id": "story", "article_id": "article", "article_a": "article",
    "article_b": "article", "first_article_id": "article", "first_report_article_id": "article",
    "representative_article_id": "article",
    "origin_article_id": "article", "entity_id": "entity", "resolved_entity_id": "entity",
    "speaker_entity_id": "entity", "outlet_id": "outlet",
}  # fmt: skip
_HEADINGS = {
    "article_label": "article", "article_label_a": "article", "article_label_b": "other article",
    "first_article_label": "first said in", "first_outlet_name": "first outlet", "counted": "of what",
    "contradicted_by": "against", "surface": "named as",
    "story_title": "story", "linked_story_title": "story", "entity_name": "name", "entity_kind": "kind",
    "outlet_name": "outlet", "published_day": "published", "first_known_day": "first day", "value_a": "value",
    "last_known_day": "last day", "canonical_url": "address", "is_central": "most central",
    "value_b": "other value",
    "articles_without_outlet_count": "without an outlet", "articles_without_date_count": "without a date",
    "first_seen_at": "first seen", "last_seen_at": "last seen", "article_count_so_far": "articles so far",
    "found_article_count": "found", "quote_a": "quotation", "quote_b": "other quotation",
    "found_count": "found", "new_count": "new", "unchanged_count": "unchanged", "rejected_count": "rejected",
    "failed_count": "failed", "last_day_article_count": "articles of the last day",
    "day_before_article_count": "of the day before", "naming_article_count": "articles naming it",
    "duration_seconds": "seconds", "title_reason": "why this title",
    "only_a": "only here", "only_b": "only there", "sentence_a": "sentence", "sentence_b": "other sentence",
}  # fmt: skip
# What is not known of these is said.
_SAID = frozenset({"published_day", "outlet_name", "speaker", "first_known_day"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LONGEST = 600  # code points of one cell
_MOST_LISTED = 12
_LONG = 48  # code points from which on a cell is given room, and an address cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The words of a value, and the address that it opens; `form` is how it is set: number, day, long or ""."""

    words: str
    href: str | None = None
    form: str = ""
    is_outside: bool = False


def address_of(page: str, identifier: Any) -> str:
    """Return the address of a page about an id."""
    return f"/{page}/{quote(str(identifier), safe=':')}"


def rows_address(view: str, **conditions: Any) -> str:
    """Return the address of the rows of a view with these values."""
    asked = {column: str(value) for column, value in conditions.items() if value is not None}
    return f"/rows/{quote(view)}" + (f"?{urlencode(asked)}" if asked else "")


def shown_columns(columns: Sequence[str]) -> list[str]:
    """Return the columns that are shown: an id is not where words of the row lead to its page."""
    hidden = {
        id_column
        for column in columns
        for _, id_column in _PAGE_OF.get(column, ())
        if id_column in columns and id_column != column
    }
    return [column for column in columns if column not in hidden]


def cell(column: str, row: Mapping[str, Any], *, about: Mapping[str, Any] | None = None) -> Cell:
    """Return how the value is shown; `about` holds the id that the page is about."""
    value, known = row[column], {**(about or {}), **row}
    words = words_of(value) or ("unknown" if column in _SAID else "")
    is_outside = _web_url(value) is not None
    if is_outside:
        words = _shortened(words)
    href = _href(column, value, known)
    if column == "share_of_this" and about:
        href = f"{address_of('compare', about['article_id'])}/{quote(str(row['article_id']))}"
    return Cell(words=words, href=href, form=_form_of(value, words), is_outside=is_outside)


def _form_of(value: Any, words: str) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return "num"
    if isinstance(value, date):
        return "day"
    return "long" if len(words) > _LONG else ""


def _shortened(address: str) -> str:
    """Return the address without what every one has, cut in its middle."""
    short = address.partition("://")[2].removeprefix("www.")
    return short if len(short) <= _LONG else f"{short[: _LONG // 2]}…{short[-_LONG // 3 :]}"


def _href(column: str, value: Any, row: Mapping[str, Any]) -> str | None:
    if value is None:
        return None
    for page, id_column in _PAGE_OF.get(column, ()):
        if row.get(id_column) is not None:
            return address_of(page, row[id_column])
    if column in _PAGES:
        return address_of(_PAGES[column], value)
    if column == "naming_article_count" and {"story_id", "entity_id"} <= row.keys():
        return rows_address("base_mention_facts", story_id=row["story_id"], entity_id=row["entity_id"])
    for id_column in ("story_id", "entity_id", "outlet_id"):
        view = _ROWS_OF.get((column, id_column))
        if view and row.get(id_column) is not None:
            return rows_address(view[0], **{view[1]: row[id_column]})
    if column in _ALL_OF and not any(name.endswith("_id") for name in row):
        return rows_address(_ALL_OF[column])
    return _web_url(value)


def _web_url(value: Any) -> str | None:
    """Return the value where it is an address of the web; nothing else may be followed."""
    if not isinstance(value, str) or len(value) > 2_000 or not value.startswith(("http://", "https://")):
        return None
    try:
        return value if urlsplit(value).hostname and not _CONTROLS.search(value) else None
    except ValueError:
        return None


def words_of(value: Any) -> str:
    """Return the value as people read it, cut where it is endless, without signs that steer a terminal or page."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.3f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        each = list(dict.fromkeys(map(words_of, value)))
        more = f"; {len(each) - _MOST_LISTED:,} more" if len(each) > _MOST_LISTED else ""
        return "; ".join(each[:_MOST_LISTED]) + more
    if isinstance(value, dict):
        return ", ".join(words_of(each) for each in value.values())
    text = _CONTROLS.sub("", str(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def heading_of(column: str) -> str:
    """Return a column's name as a heading.

    >>> heading_of("story_count"), heading_of("published_day"), heading_of("canonical_url")
    ('stories', 'published', 'address')
    """
    if column in _HEADINGS:
        return _HEADINGS[column]
    words = column.removesuffix("_count").replace("_", " ")
    if words == column.replace("_", " "):
        return words
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
