"""A row of a dump as a raw document: which column is what, in our words or by a mapping of one's own."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from extractors.feeds.announced import FeedDate
from extractors.feeds.dates import is_plausible, read_date
from extractors.ids import content_id
from extractors.records import Entry, RawDocument, Rejected, SourceKind
from extractors.rejections import reject, storable
from extractors.urls.identity import fetchable_url, identity_key
from flows.workers.process import describe

# Our field → columns that hold it in dumps of news-please, Media Cloud and the like; the first that is there
# counts.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "stories_id", "guid", "article_id", "uuid"),
    "url": ("url", "link", "canonical_url", "source_url"),
    "html": ("html", "raw_html", "page"),
    "text": ("text", "maintext", "article_text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "date_publish", "publish_date", "publication_date", "date"),
    "authors": ("authors", "author", "byline"),
    "language": ("language", "lang"),
    "summary": ("description", "summary", "abstract"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A file of rows; `columns` says which column holds which of our fields, where it is not one of COLUMNS."""

    kind: SourceKind
    path: str
    columns: Mapping[str, str]
    now: datetime

    @property
    def source_id(self) -> str:
        """Return the id of the source that the file is."""
        return content_id(self.kind, storable(self.path))

    def refuse(self, reason: str, number: int | None, detail: str | None = None) -> Rejected:
        """Return the row for a row of the file that was dropped; `number` counts from 1."""
        location = self.path if number is None else f"{self.path}#{number}"
        return reject("read", reason, location=location, at=self.now, detail=detail, source_id=self.source_id)


def wanted_columns(columns: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the columns to look at for each of our fields."""
    return {name: (columns[name],) if name in columns else known for name, known in _COLUMNS.items()}


def document_of(row: Mapping[str, Any], number: int, dump: Dump, *, max_bytes: int) -> RawDocument | Rejected:
    """Return the document that the row holds: its page if it has one, else its text."""
    try:
        return _document_of(row, number, dump, max_bytes)
    except Exception as error:
        return dump.refuse("error", number, describe(error))


def _document_of(row: Mapping[str, Any], number: int, dump: Dump, max_bytes: int) -> RawDocument | Rejected:
    found = {
        name: next((row[column] for column in columns if row.get(column) not in (None, "")), None)
        for name, columns in wanted_columns(dump.columns).items()
    }
    is_page = isinstance(found["html"], str | bytes)
    content = found["html"] if is_page else found["text"]
    if not isinstance(content, str | bytes) or not content.strip():
        return dump.refuse("empty", number, "neither html nor text")
    body = content if isinstance(content, bytes) else storable(content).encode()
    if len(body) > max_bytes:
        return dump.refuse("too_large", number, f"{len(body)} bytes")
    url = fetchable_url(str(found["url"])) if found["url"] else None
    external_id = storable(str(found["id"]))[:1000] if isinstance(found["id"], str | int) else None
    raw_id = hashlib.sha256(body).hexdigest()
    location = url or f"{dump.path}#{number}"
    entry = _entry(found, dump, raw_id=raw_id, url=url, location=location, external_id=external_id)
    return RawDocument(
        raw_id=raw_id,
        body=body,
        media_type="text/html" if is_page else "text/plain",
        charset="utf-8" if isinstance(content, str) else None,
        url=url,
        location=location,
        external_id=external_id,
        entry=entry,
        seen_at=dump.now,
    )


def _entry(
    found: Mapping[str, Any], dump: Dump, *, raw_id: str, url: str | None, location: str, external_id: str | None
) -> Entry:
    said = _date(found["published"], dump.now)
    return Entry(
        entry_id=content_id(dump.source_id, external_id or (identity_key(url) if url else raw_id)),
        source_id=dump.source_id,
        location=location,
        external_id=external_id,
        announced_title=_text(found["title"], 1000),
        announced_at=said.at if said and said.is_zone_known else None,
        announced_date=said.day if said else None,
        announced_authors=_names(found["authors"]),
        announced_summary=_text(found["summary"], 4000),
        announced_language=_text(found["language"], 8),
        state="fetched",
        raw_id=raw_id,
        attempt_count=1,
        first_seen_at=dump.now,
    )


def _date(value: Any, now: datetime) -> FeedDate | None:
    if isinstance(value, date):
        value = value.isoformat()
    said = read_date(value) if isinstance(value, str) else None
    return said if said and is_plausible(said, now=now) else None


def _text(value: Any, length: int) -> str | None:
    return storable(value).strip()[:length] or None if isinstance(value, str) else None


def _names(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list | tuple) else [value]
    return tuple(name for each in names[:20] if (name := _text(each, 200)))
