"""Media types: what a page may be, what a feed may be, and the charset that came with it."""

from email.message import Message

from flows.bodies.sniffing import is_binary, looks_like_html

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"})
# Nothing is declared, so the first bytes decide.
_VAGUE_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "unknown/unknown"})
_NEVER_A_FEED = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")


def media_type_of(header: str | None) -> tuple[str, str | None]:
    """Return media type and charset of a Content-Type header.

    >>> media_type_of('Text/HTML; charset="UTF-8"')
    ('text/html', 'UTF-8')
    """
    message = Message()
    message["content-type"] = (header or "")[:500].replace("\r", " ").replace("\n", " ")
    media_type = (header or "").partition(";")[0].strip().lower()[:100]
    charset = message.get_param("charset")
    return media_type, charset if isinstance(charset, str) and len(charset) <= 40 else None


def may_be_page(header: str | None) -> bool:
    """Return whether a body of this type is worth reading as a page."""
    media_type, _ = media_type_of(header)
    return media_type in PAGE_TYPES or media_type in _VAGUE_TYPES


def may_be_feed(header: str | None) -> bool:
    """Return whether a body of this type is worth reading as a feed; feeds come under almost any type."""
    return not media_type_of(header)[0].startswith(_NEVER_A_FEED)


def page_type(body: bytes, header: str | None) -> str | None:
    """Return the media type of a page by its declaration and its bytes; None where it is no text."""
    if is_binary(body):
        return None
    media_type, _ = media_type_of(header)
    if media_type not in _VAGUE_TYPES:
        return media_type
    return "text/html" if looks_like_html(body) else None
