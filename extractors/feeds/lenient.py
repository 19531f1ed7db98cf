"""Feeds that are no well-formed XML, read by feedparser.

Its time is unbounded (measured: 200,000 nested tags cost it 15 s and more, 200,000 unclosed items 27 s), so
callers run it in a process with limits. It gets a stream, never str or bytes: those it would take for a URL or
a path to open.
"""

import io
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser

from extractors.feeds.announced import Announced, Feed, FeedDate, NoFeed, read_each
from extractors.feeds.xml_feed import MAX_ITEMS
from extractors.records import RawDocument


def read_lenient(body: bytes, *, base: str | None, charset: str | None) -> Feed | NoFeed:
    """Return what feedparser makes of the bytes; its dates come without knowing whether a zone was given."""
    headers = {"content-type": f"application/xml{f'; charset={charset}' if charset else ''}"}
    if base:
        headers["content-location"] = base
    try:
        parsed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=True)
    # A parser of the world's broken feeds fails in ways that nobody lists: ValueError for &#1114112;,
    # RecursionError.
    except Exception as error:
        return NoFeed(reason="unreadable_feed", detail=f"{type(error).__name__}: {error}")
    if not parsed.get("version") and not parsed.entries:
        return NoFeed(reason="not_a_feed", detail=str(parsed.get("bozo_exception") or "")[:200] or None)
    head = parsed.feed
    items, unread = read_each(_item, parsed.entries[:MAX_ITEMS])
    return Feed(
        method="feedparser",
        title_html=head.get("title"),
        link=head.get("link"),
        description_html=head.get("description"),
        external_id=head.get("id"),
        language=head.get("language"),
        updated=_date(head, "updated") or _date(head, "published"),
        items=tuple(items),
        unread=tuple(unread),
        surplus_count=max(0, len(parsed.entries) - MAX_ITEMS),
        flaw=str(parsed.get("bozo_exception"))[:200] if parsed.get("bozo") else None,
    )


def read_lenient_document(raw: RawDocument, state: None) -> Feed | NoFeed:
    """Return what feedparser makes of the document; the form in which worker processes call it."""
    del state
    return read_lenient(raw.body, base=raw.url, charset=raw.charset)


def no_state() -> None:
    """Return the state of such a worker process: none."""


def _item(entry: Any) -> Announced:
    authors = [author.get("name") for author in entry.get("authors", ()) if author] or [entry.get("author")]
    contents = entry.get("content") or [{}]
    return Announced(
        link=entry.get("link") or None,
        external_id=entry.get("id") or None,
        title_html=entry.get("title"),
        summary_html=entry.get("summary"),
        content_html=contents[0].get("value"),
        authors=tuple(dict.fromkeys(str(author) for author in authors if author)),
        language=(entry.get("title_detail") or {}).get("language"),
        published=_date(entry, "published"),
        updated=_date(entry, "updated"),
        created=_date(entry, "created"),
    )


def _date(place: Any, name: str) -> FeedDate | None:
    # .get() would fall back from updated to published with a warning.
    parts = dict.get(place, f"{name}_parsed")
    if not isinstance(parts, struct_time):
        return None
    try:
        moment = datetime(*parts[:6], tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return FeedDate(day=moment.date(), at=moment)
