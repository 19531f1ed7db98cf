"""Bytes of a feed or sitemap as an XML tree: encoding, doctype, repairs; no entity is ever expanded or fetched."""

import codecs
import re
from html.entities import html5

from lxml import etree

# A start tag of a feed has a few hundred bytes; libxml2 needs quadratic time in the attributes of one.
_MAX_TAG_BYTES = 65_536
# Unclosed tags of embedded HTML count too; the deepest of 206 labelled feeds has 9 levels.
_MAX_DEPTH = 5_000
_ANY_TAG = re.compile(rb"<(/?)[A-Za-z]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_DECLARATION = re.compile(r"<\?xml[^>]{0,500}>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMERIC = re.compile(r"&#([xX]?)([0-9a-fA-F]+);?")
_AMPERSAND = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{0,31});|(?!#[0-9]|#x[0-9a-fA-F]))")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{%d}" % _MAX_TAG_BYTES)
# UTF-7 can spell "<" in letters; utf-16 without mark is found by its zeros.
_REFUSED_CODECS = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"})


def _decode_xml(body: bytes, charset: str | None) -> str:
    """Return the text of the bytes: by byte order mark, as UTF-8 where it is that, else as declared."""
    for mark, coding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(_endian(coding, mark), "replace")
    if body[:4].count(0) >= 2 or body[1:2] == b"\0":
        return body.decode("utf-16-be" if body[:1] == b"\0" else "utf-16-le", "replace")
    declared = _ENCODING.search(body[:1024])
    inside = _codec(declared.group(1).decode("ascii")) if declared else None
    # Escapes of ISO-2022 are ASCII, so they must come first; UTF-8 with an umlaut in it is no coincidence.
    candidates = [inside] if inside and inside.startswith("iso2022") else ["utf-8", inside, _codec(charset)]
    for name in candidates:
        if name:
            try:
                return body.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    return body.decode(inside or _codec(charset) or "cp1252", "replace")


def parse_xml(body: bytes, charset: str | None) -> tuple[etree._Element, str | None] | None:
    """Return the root with what had to be repaired (None: nothing); None where no repair of ours helps."""
    if _LONG_TAG.search(body):
        return None
    text = _clean(_decode_xml(body, charset))
    root = _strict(text)
    if root is not None:
        return root, None
    repaired = _repair(text)
    root = _strict(repaired)
    if root is not None:
        return root, "entities"
    start, end = repaired.find("<"), repaired.rfind(">")
    for tag in ("rss", "feed", "rdf:RDF", "urlset", "sitemapindex"):
        first, last = repaired.find(f"<{tag}"), repaired.rfind(f"</{tag}>")
        if 0 <= first < last:
            start, end = first, last + len(tag) + 2
    root = _strict(repaired[max(start, 0) : end + 1])
    return None if root is None else (root, "junk around")


def is_monstrous(body: bytes) -> bool:
    """Return whether no reader should be tried: tags too long or nested too deep for what any feed is."""
    if _LONG_TAG.search(body):
        return True
    depth = 0
    for match in _ANY_TAG.finditer(body):
        depth += -1 if match.group(1) else 1
        if depth > _MAX_DEPTH:
            return True
    return False


def _endian(name: str, mark: bytes) -> str:
    if name == "utf-8":
        return name
    return f"{name}-{'le' if mark[0] == 0xFF else 'be'}"


def _codec(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    if found in _REFUSED_CODECS or not codecs.lookup(found)._is_text_encoding:
        return None
    # Browsers read latin-1 as windows-1252, and so do those who write it.
    return "cp1252" if found in ("iso8859-1", "ascii") else found


def _clean(text: str) -> str:
    """Return the text without declaration, doctype, characters and references that XML forbids."""
    text = _ILLEGAL.sub("", text)
    text = text.lstrip("\ufeff \t\r\n")
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    text = _NUMERIC.sub(_legal_reference, text)
    return _without_doctype(text)


def _legal_reference(match: re.Match[str]) -> str:
    is_hex, digits = match.groups()
    if not is_hex and not digits.isdigit():
        return match.group()
    code = int(digits, 16 if is_hex else 10) if len(digits) <= 7 else 0x110000
    is_legal = (
        code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    )
    # Numbers 128 to 159 are meant as windows-1252.
    if 0x80 <= code < 0xA0:
        return bytes([code]).decode("cp1252", "replace")
    return match.group() if is_legal and match.group().endswith(";") else "\ufffd"


def _without_doctype(text: str) -> str:
    start = text.find("<!DOCTYPE")
    if start < 0 or start > 4096:
        return text
    bracket, close = text.find("[", start), text.find(">", start)
    if 0 <= bracket < close:
        subset = re.compile(r"\]\s*>").search(text, bracket)
        close = subset.end() - 1 if subset else -1
    return text if close < 0 else text[:start] + text[close + 1 :]


def _repair(text: str) -> str:
    """Return the text with HTML's entities as characters and stray ampersands escaped, except in CDATA."""
    pieces = []
    position = 0
    while (start := text.find("<![CDATA[", position)) >= 0:
        end = text.find("]]>", start)
        if end < 0:
            break
        pieces += [_AMPERSAND.sub(_known_entity, text[position:start]), text[start : end + 3]]
        position = end + 3
    pieces.append(_AMPERSAND.sub(_known_entity, text[position:]))
    return "".join(pieces)


def _known_entity(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in _XML_NAMES:
        return match.group()
    character = html5.get(f"{name};") if name else None
    return character if character is not None else "&amp;" + match.group()[1:]


def _strict(text: str) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        return None
