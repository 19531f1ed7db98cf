"""How a dropped thing becomes a row."""

from datetime import datetime
from typing import Literal

from extractors.ids import content_id
from extractors.records import RawDocument, Rejected

Stage = Literal["discover", "fetch", "read", "extract", "mentions", "match", "load"]

# Details may quote input; a row is for reading.
_MAX_DETAIL = 500


def reject(
    stage: Stage,
    reason: str,
    *,
    location: str | None,
    at: datetime,
    detail: str | None = None,
    raw_id: str | None = None,
    source_id: str | None = None,
) -> Rejected:
    """Return the row for a thing dropped at `at`; dropped again for the same reason it has the same id."""
    detail = None if detail is None else storable(detail)[:_MAX_DETAIL]
    location = None if location is None else storable(location)
    return Rejected(
        rejection_id=content_id(stage, reason, location, raw_id, detail),
        stage=stage,
        reason=reason,
        detail=detail,
        location=location,
        raw_id=raw_id,
        source_id=source_id,
        first_seen_at=at,
    )


def reject_document(raw: RawDocument, reason: str, detail: str | None = None) -> Rejected:
    """Return why a document was dropped while it was extracted."""
    return reject(
        "extract",
        reason,
        location=raw.location,
        at=raw.seen_at,
        detail=detail,
        raw_id=raw.raw_id,
        source_id=raw.entry.source_id if raw.entry else None,
    )


def storable(text: str) -> str:
    """Return the text as UTF-8 can hold it: lone surrogates become escapes, NUL becomes U+FFFD.

    >>> storable("a\\udcff\\x00")
    'a\\\\udcff\\ufffd'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\ufffd")
