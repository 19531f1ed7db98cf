"""What a source said of a body, as WARC metadata records that lie before it: what a rebuild needs beside it."""

import json
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any

from extractors.records import Entry, RawDocument
from flows.archive.warc_records import metadata_record, payload_of

_MOMENTS = frozenset({"announced_at", "next_attempt_at", "first_seen_at"})
_OF_DOCUMENT = ("raw_id", "media_type", "charset", "url", "location", "outlet_id", "external_id", "is_truncated")


def announcement(raw: RawDocument) -> bytes | None:
    """Return the record of what was said of the document; None where no source said anything."""
    if raw.entry is None:
        return None
    said = {name: getattr(raw, name) for name in _OF_DOCUMENT}
    said |= {"seen_at": raw.seen_at, "entry": asdict(raw.entry)}
    return metadata_record(raw, json.dumps(said, default=_as_text).encode("ascii"))


def _as_text(value: Any) -> str:
    """Return a moment or a day as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def announced_of(record: bytes) -> RawDocument | None:
    """Return the document that the record speaks of, without its body; None where it is no such record.

    A record that was damaged or written by hand is none.
    """
    payload = payload_of(record, "metadata")
    if payload is None:
        return None
    try:
        said = json.loads(payload)
        return RawDocument(
            body=b"",
            seen_at=datetime.fromisoformat(said["seen_at"]),
            entry=_entry_of(said["entry"]),
            **{name: said[name] for name in _OF_DOCUMENT},
        )
    except (ValueError, KeyError, TypeError):
        return None


def _entry_of(said: dict[str, Any]) -> Entry:
    values = {each.name: said[each.name] for each in fields(Entry) if each.name in said}
    for name in _MOMENTS & values.keys():
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    if values.get("announced_date"):
        values["announced_date"] = date.fromisoformat(values["announced_date"])
    values["announced_authors"] = tuple(values.get("announced_authors", ()))
    return Entry(**values)


class Announced:
    """What was said of the next body, gathered while a file of the archive is read."""

    def __init__(self) -> None:
        self._waiting: dict[str, RawDocument] = {}

    def take(self, record: bytes) -> None:
        """Keep what the record says, if anything; of one entry the last."""
        document = announced_of(record)
        if document is not None and document.entry is not None:
            self._waiting[document.entry.entry_id] = document

    def documents(self, raw: RawDocument) -> list[RawDocument]:
        """Return the body's documents, one for each place that announced it; only the body where none did."""
        told = [replace(each, body=raw.body) for each in self._waiting.values() if each.raw_id == raw.raw_id]
        self._waiting.clear()
        return told or [raw]
