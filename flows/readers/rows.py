"""A row of a dump as a raw document: which column is what, in our words or by a mapping of one's own."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from extractors.feeds.announced import FeedDate
from extractors.feeds.dates import is_plausible, read_date
from extractors.ids import content_id
from extractors.records import Entry, RawDocument, Rejected, SourceKind
from extractors.rejections import reject, storable
from extractors.urls.identity import fetchable_url, identity_key, registrable_domain
from flows.lists.columns import missing_columns, wanted_columns
from flows.workers.process import describe

# Longer texts among the further columns are cut, longer lists and objects are left out (null): an embedding of 768
# numbers would take more than the article.
_MAX_EXTRA_CHARACTERS = 4_000
_MAX_EXTRA_COLUMNS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A file of rows; `columns` says which column holds which of our fields, where it is not one of KNOWN_COLUMNS.

    `outlets` leads from what an outlet may be called, in lower case, to its id.
    """

    kind: SourceKind
    path: str
    columns: Mapping[str, str]
    outlets: Mapping[str, str] = field(default_factory=dict)
    now: datetime

    @property
    def source_id(self) -> str:
        """Return the id of the source that the file is."""
        return content_id(self.kind, storable(self.path))

    def refuse(self, reason: str, number: int | None, detail: str | None = None) -> Rejected:
        """Return the row for a row of the file that was dropped; `number` counts from 1."""
        location = self.path if number is None else f"{self.path}#{number}"
        return reject("read", reason, location=location, at=self.now, detail=detail, source_id=self.source_id)


def document_of(row: Mapping[str, Any], number: int, dump: Dump, *, max_bytes: int) -> RawDocument | Rejected:
    """Return the document that the row holds: its page if it has one, else its text."""
    try:
        return _document_of(row, number, dump, max_bytes)
    except Exception as error:
        return dump.refuse("error", number, describe(error))


def _document_of(row: Mapping[str, Any], number: int, dump: Dump, max_bytes: int) -> RawDocument | Rejected:
    taken = {
        name: next((column for column in columns if row.get(column) not in (None, "")), None)
        for name, columns in wanted_columns(dump.columns).items()
    }
    found = {name: None if column is None else row[column] for name, column in taken.items()}
    is_page = isinstance(found["html"], str | bytes)
    content = found["html"] if is_page else found["text"]
    if not isinstance(content, str | bytes) or not content.strip():
        detail = (
            missing_columns(row, dump.columns) or f"nothing in {taken['html'] or taken['text'] or 'html and text'}"
        )
        return dump.refuse("empty", number, detail)
    body = content if isinstance(content, bytes) else storable(content).encode()
    if len(body) > max_bytes:
        return dump.refuse("too_large", number, f"{len(body)} bytes")
    url = fetchable_url(str(found["url"])) if found["url"] else None
    external_id = storable(str(found["id"]))[:1000] if isinstance(found["id"], str | int) else None
    raw_id = hashlib.sha256(body).hexdigest()
    outlet_id = _outlet_id(found["outlet"], url, dump)
    entry = _entry(
        found,
        dump,
        raw_id=raw_id,
        url=url,
        location=url or f"{dump.path}#{number}",
        external_id=external_id,
        extra=_extra(row, taken, is_outlet_known=outlet_id is not None),
    )
    return RawDocument(
        raw_id=raw_id,
        body=body,
        media_type="text/html" if is_page else "text/plain",
        charset="utf-8" if isinstance(content, str) else None,
        url=url,
        # Each row by its number: rows that say the same of one address are dropped one by one.
        location=f"{dump.path}#{number}",
        outlet_id=outlet_id,
        external_id=external_id,
        entry=entry,
        seen_at=dump.now,
    )


def _outlet_id(said: Any, url: str | None, dump: Dump) -> str | None:
    """Return the outlet that the row names: by an id, a domain or a name that is listed, else by any domain.

    Another name is believed where the mapping names its column or there is no URL: a column called `source` may as
    well name who collected the rows.
    """
    if isinstance(said, Mapping):  # as NewsAPI has it: {"id": "cnn", "name": "CNN"}
        said = said.get("name") or said.get("id")
    name = " ".join((_text(said, 200) or "").split())
    if not name:
        return None
    if listed := dump.outlets.get(name.lower()):
        return listed
    address = name if "://" in name else f"https://{name}"
    if "." in name and " " not in name and (domain := registrable_domain(address)):
        return dump.outlets.get(domain, domain)
    return name if "outlet" in dump.columns or url is None else None


def _extra(row: Mapping[str, Any], taken: Mapping[str, str | None], *, is_outlet_known: bool) -> str | None:
    """Return the columns that none of our fields took, as JSON in the order of their names; None without any."""
    used = {column for name, column in taken.items() if name != "outlet" or is_outlet_known}
    contents = wanted_columns({})
    used |= {*contents["html"], *contents["text"]}
    further = {
        storable(str(column)): _extra_value(value)
        for column, value in row.items()
        if column not in used and value not in (None, "", [], {})
    }
    names = sorted(further)[:_MAX_EXTRA_COLUMNS]
    return json.dumps({name: further[name] for name in names}, ensure_ascii=False) if names else None


def _extra_value(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple | dict):
        written = storable(json.dumps(value, ensure_ascii=False, default=str))
        return json.loads(written) if len(written) <= _MAX_EXTRA_CHARACTERS else None
    return storable(str(value))[:_MAX_EXTRA_CHARACTERS]


def _entry(
    found: Mapping[str, Any],
    dump: Dump,
    *,
    raw_id: str,
    url: str | None,
    location: str,
    external_id: str | None,
    extra: str | None,
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
        extra=extra,
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
