"""The row of a document that is no article."""

from extractors.ids import content_id
from extractors.records import RawDocument, Rejected


def reject_document(raw: RawDocument, reason: str, detail: str | None = None) -> Rejected:
    """Return why a document was dropped while it was extracted; the id follows from document and reason."""
    return Rejected(
        rejection_id=content_id("extract", reason, raw.location, raw.raw_id, detail),
        stage="extract",
        reason=reason,
        detail=detail,
        location=raw.location,
        raw_id=raw.raw_id,
        source_id=raw.entry.source_id if raw.entry else None,
        first_seen_at=raw.seen_at,
    )
