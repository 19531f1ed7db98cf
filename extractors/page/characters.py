"""From the bytes of a body to its characters, or to the reason why there are none.

Order: byte order mark, UTF-8 that proves itself, the charset of the transport, that of the page's own
declaration, UTF-8 with pieces of an older charset, then a detector. Valid UTF-8 with multi-byte characters goes
before what is declared, because text in another charset is almost never valid UTF-8 by accident, while
declarations lie often; ISO 8859-1 is what servers say of pages that they know nothing of.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from extractors.page.mixed import decode_mixed, mend_twice_encoded

BodyKind = Literal["html", "plain"]

_MAX_BODY_BYTES = 16_000_000  # bound; the largest of 1,636 labelled pages has 2.2 million
_HEAD_BYTES = 4096  # a declaration stands in the first 1,024 by the standard; some pages put scripts before it
_DETECTOR_BYTES = 65_536  # bound; the detector is slow
# A damaged UTF-8 page is still read as UTF-8 if at most this share of its characters is lost.
_MAX_LOST_SHARE = 0.005

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"PK\x03\x04", b"\x1f\x8b", b"RIFF",
    b"\x00\x00\x01\x00", b"\x7fELF", b"MZ\x90", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!",
    b"\xd0\xcf\x11\xe0", b"OggS", b"ID3", b"wOF", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
# What browsers take these labels for (WHATWG Encoding Standard).
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip
_SERVERS_DEFAULT = "cp1252"  # ISO 8859-1 and ASCII, as browsers read them
_SEVEN_BIT = ("utf-7", "iso2022_jp", "hz")
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(
    rb"^\s{0,50}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{2,40})", re.IGNORECASE
)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|table|h1)\b", re.IGNORECASE)
_FEED = re.compile(r"\s{0,100}(?:<\?xml[^>]{0,200}>)?\s{0,100}(?:<!--[^>]{0,500}-->\s{0,100})?"
                  r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|svg)\b", re.IGNORECASE)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The characters of a body, without byte order mark and NULs; `charset` is the codec that gave them."""

    kind: BodyKind
    characters: str
    charset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecodable:
    """Why a body has no characters: empty, binary, too_large, undecodable or not_a_page."""

    reason: str
    detail: str | None = None


def _codec_of(label: str | None) -> str | None:
    """Return Python's name of a charset label, widened as browsers do; None if it is unknown or no text codec.

    >>> _codec_of("ISO-8859-1"), _codec_of("latin-bogus"), _codec_of("base64")
    ('cp1252', None, None)
    """
    if not label:
        return None
    try:
        found = codecs.lookup(label.strip().strip("\"'").lower())
        b"a".decode(found.name)
    except (LookupError, ValueError, TypeError):
        return None
    return _WIDER.get(found.name, found.name)


def decode(body: bytes, *, media_type: str | None, charset: str | None) -> Decoded | Undecodable:
    """Return the characters of a body and whether they are a page or plain text."""
    refusal = _refusal(body)
    if refusal is not None:
        return refusal
    own, stated = _own_declarations(body), _codec_of(charset)
    declared = [*own, stated] if stated == _SERVERS_DEFAULT else [stated, *own]
    decoded = _decode_strictly(body, [name for name in declared if name])
    if decoded is None:
        is_markup = "html" in (media_type or "") or bool(_MARKUP.search(body[:_HEAD_BYTES].decode("latin-1")))
        if not is_markup:
            return Undecodable(reason="undecodable", detail=_first_fault(body))
        decoded = _decode_leniently(body, [name for name in declared if name])
    if decoded is None:
        return Undecodable(reason="undecodable", detail=_first_fault(body))
    characters, codec = decoded
    characters = characters.removeprefix("\ufeff")
    head = characters[:_HEAD_BYTES]
    if len(_CONTROL.findall(head)) > len(head) // 20 and not _MARKUP.search(head):
        return Undecodable(reason="binary", detail="control characters")
    if _FEED.match(head):
        return Undecodable(reason="not_a_page", detail="a feed, sitemap or picture")
    return Decoded(
        kind=_kind(head, media_type), characters=mend_twice_encoded(characters.replace("\x00", "")), charset=codec
    )


def _refusal(body: bytes) -> Undecodable | None:
    if not body.strip():
        return Undecodable(reason="empty")
    if len(body) > _MAX_BODY_BYTES:
        return Undecodable(reason="too_large", detail=f"{len(body)} bytes, at most {_MAX_BODY_BYTES}")
    magic = next((magic for magic in _MAGIC if body.startswith(magic)), None)
    if magic is not None:
        return Undecodable(reason="binary", detail=f"starts with {magic!r}")
    return None


def _kind(head: str, media_type: str | None) -> BodyKind:
    if _MARKUP.search(head):
        # A text that speaks of HTML is still a text if it says so and does not begin with markup.
        return "plain" if media_type == "text/plain" and not head.lstrip().startswith("<") else "html"
    return "html" if media_type in ("text/html", "application/xhtml+xml") else "plain"


def _own_declarations(body: bytes) -> list[str | None]:
    head = body[:_HEAD_BYTES]
    found = [pattern.search(head) for pattern in (_XML_ENCODING, _META_CHARSET)]
    names = [_codec_of(match.group(1).decode("ascii")) for match in found if match]
    # A declaration that can be read as ASCII proves that the page is not UTF-16.
    return [None if name and name.startswith(("utf-16", "utf-32")) else name for name in names]


def _decode_strictly(body: bytes, declared: list[str]) -> tuple[str, str] | None:
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return _attempt(body[len(mark) :], codec)
    if body.isascii():
        seven_bit = next((name for name in declared if name in _SEVEN_BIT), None)
        if seven_bit is not None:
            return _attempt(body, seven_bit) or (body.decode("ascii"), "ascii")
    unmarked = _unmarked_utf16(body)
    for codec in ([unmarked] if unmarked else []) + ["utf-8", *declared]:
        decoded = _attempt(body, codec)
        if decoded is not None:
            return decoded
    return None


def _attempt(body: bytes, codec: str) -> tuple[str, str] | None:
    try:
        return body.decode(codec), codec
    except (UnicodeError, ValueError):
        return None


def _unmarked_utf16(body: bytes) -> str | None:
    """Return the codec where every other byte is almost always NUL, as in Latin text in UTF-16."""
    head = body[:_HEAD_BYTES]
    half = len(head) // 2
    if half < 8:
        return None
    if head[1::2].count(0) > half * 0.7 and head[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.7 and head[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _decode_leniently(body: bytes, declared: list[str]) -> tuple[str, str] | None:
    """Return a page of mixed charsets, or one with few bad bytes (U+FFFD), else what the detector takes it for."""
    mixed = decode_mixed(body)
    if mixed is not None:
        return mixed, "utf-8"
    for codec in ["utf-8", *declared]:
        characters = body.decode(codec, "replace")
        foreign = sum(1 for character in characters if ord(character) > 127)
        lost = characters.count("\ufffd")
        if lost <= max(3, len(characters) * _MAX_LOST_SHARE) and lost * 4 <= max(foreign, 12):
            return characters, codec
    # Bytes beyond ASCII decide; take the part of the body around the first of them.
    first = next((at for at, byte in enumerate(body) if byte > 127), 0)
    start = max(0, first - _DETECTOR_BYTES // 4)
    best = from_bytes(body[start : start + _DETECTOR_BYTES]).best()
    codec_name = _codec_of(best.encoding) if best is not None else None
    return (body.decode(codec_name, "replace"), codec_name) if codec_name else None


def _first_fault(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"no valid UTF-8 at byte {error.start}, and no other charset declared or found"
    return "no charset fits"
