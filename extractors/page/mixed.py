"""Pages of two charsets: UTF-8 with blocks or marks of an older one, and text that was encoded twice."""

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

_MULTI = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_VALID = re.compile(rb"(?:" + _MULTI + rb")+")
# A sequence of UTF-8 that lost its end, a valid one, or bytes of another charset.
_PART = re.compile(
    rb"(?P<utf8>(?:[\x00-\x7f]|"
    + _MULTI
    + rb")+)|(?P<lost>[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})|[\x80-\xff]"
)
_HIGH = re.compile(rb"[\x80-\xff]")
# Of the bytes beyond ASCII: what share lies in sequences of UTF-8. In texts of single bytes (Latin, Cyrillic) it
# is 0.00, Arabic 0.02, in Chinese, Japanese and Korean ones 0.23 to 0.42 (750 pieces of texts, 2026-11).
_UTF8_SHARE = 0.5
# Where much stands in the older charset: what lies between tags and is UTF-8 throughout tells that the page is.
_PURE_SHARE = 0.2
_PURE_SEGMENTS = 3
_PURE_BYTES = 4
_OLDER = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8-r", "gb18030", "cp932",
    "cp949", "big5",
)  # fmt: skip
_MARKS = frozenset("„“”‘’‚«»‹›–—…€•\xa0")
_SAMPLE_BYTES = 20_000
# Letters of one language are encoded twice all of them or none; the mark of copyright may stand apart.
_TWICE_SHARE = 0.8
_LEAST_TWICE = 3
_READ_AS = ("cp1252", "cp1251", "cp1250")
# Characters beyond ASCII that stand side by side: what was encoded twice does, and to look there alone is fast.
_BEYOND_ASCII = re.compile("[^\x00-\x7f][^\x00-\x7f]+")
_BETWEEN_TAGS = re.compile("[^<>]+")


def decode_mixed(body: bytes) -> str | None:
    """Return the characters of a page that is UTF-8 in parts, the rest in the charset that fits; else None."""
    segments = body.split(b"<")
    if not _is_utf8_in_parts(body, segments):
        return None
    foreign = b" ".join(segment for segment in segments if _is_foreign(segment) is not None)[:_SAMPLE_BYTES]
    older = _older_charset(foreign, set(body.decode("utf-8", "ignore")))
    return "<".join(_decode_segment(segment, older) for segment in segments)


def _is_utf8_in_parts(body: bytes, segments: list[bytes]) -> bool:
    high = len(_HIGH.findall(body))
    if high and sum(map(len, _VALID.findall(body))) >= _UTF8_SHARE * high:
        return True
    beyond = [len(_HIGH.findall(segment)) for segment in segments if _is_foreign(segment) is None]
    pure = [count for count in beyond if count >= _PURE_BYTES]
    return len(pure) >= _PURE_SEGMENTS and sum(pure) >= _PURE_SHARE * high


def _is_foreign(segment: bytes) -> bool | None:
    """Return whether a piece between two tags is in the older charset as a whole; None where it is plain UTF-8."""
    try:
        segment.decode("utf-8")
    except UnicodeDecodeError:
        valid = sum(len(found) for found in _VALID.findall(segment))
        return valid < _UTF8_SHARE * len(_HIGH.findall(segment))
    return None


def _decode_segment(segment: bytes, older: str) -> str:
    is_foreign = _is_foreign(segment)
    if is_foreign is None:
        return segment.decode("utf-8")
    return segment.decode(older, "replace") if is_foreign else "".join(_parts(segment, older))


def _parts(segment: bytes, older: str) -> Iterator[str]:
    for part in _PART.finditer(segment):
        if part["utf8"] is not None:
            yield part[0].decode("utf-8", "replace")
        else:
            yield "\ufffd" if part["lost"] is not None else part[0].decode(older, "replace")


def _older_charset(foreign: bytes, known: set[str]) -> str:
    """Return the charset whose reading of the foreign bytes has most characters that the rest of the page has."""

    def fits(codec: str) -> float:
        read = [character for character in foreign.decode(codec, "replace") if ord(character) > 127]
        return sum(each in known or each in _MARKS for each in read if each != "\ufffd") / max(1, len(read))

    return max(_OLDER, key=fits)


def mend_twice_encoded(characters: str) -> str:
    """Return the characters, those that are UTF-8 read in an older charset read anew.

    >>> mend_twice_encoded("Die BrÃ¼cke Ã¼ber die NeiÃŸe")
    'Die Brücke über die Neiße'
    """
    if characters.isascii() or not _may_be_twice(characters):
        return characters
    beyond = " ".join(_BEYOND_ASCII.findall(characters))
    for codec in _READ_AS:
        pattern, byte_of = _sequences(codec)
        found = pattern.findall(beyond)
        if len(found) < _LEAST_TWICE:
            continue

        def read_anew(match: re.Match[str], byte_of: dict[int, int] = byte_of) -> str:
            try:
                return match[0].translate(byte_of).encode("latin-1").decode("utf-8")
            except UnicodeError:
                return match[0]

        def mend(segment: re.Match[str], pattern: re.Pattern[str] = pattern) -> str:
            inner = pattern.findall(segment[0])
            is_twice = len(inner) >= _LEAST_TWICE and _is_most(inner, segment[0])
            return pattern.sub(read_anew, segment[0]) if is_twice else segment[0]

        if _is_most(found, characters):
            return pattern.sub(read_anew, characters)
        characters = _BETWEEN_TAGS.sub(mend, characters)
    return characters


def _may_be_twice(characters: str) -> bool:
    """Return whether as many characters beyond ASCII stand side by side as there are in the fewest sequences.

    In most pages of Latin script they do not, which all at once is seen in a tenth of the time.
    """
    units = np.frombuffer(characters.encode("utf-16-le", "surrogatepass"), np.uint16)
    is_beyond = units > 0x7F
    return int(np.count_nonzero(is_beyond[1:] & is_beyond[:-1])) >= _LEAST_TWICE


def _is_most(found: list[str], characters: str) -> bool:
    """Return whether hardly a character beyond ASCII stands outside of what was found."""
    beyond = len(characters) - len(characters.encode("ascii", "ignore"))
    return sum(map(len, found)) >= _TWICE_SHARE * beyond


@cache
def _sequences(codec: str) -> tuple[re.Pattern[str], dict[int, int]]:
    """Return what sequences of UTF-8 look like in a charset, and the byte of each of its characters."""
    byte_of = {byte: byte for byte in range(0x80, 0xA0)}  # as ISO 8859-1 has them, which pages are read in as well
    looks: list[str] = []
    for byte in range(0x80, 0x100):
        character = bytes([byte]).decode(codec, "ignore") or chr(byte)
        byte_of[ord(character)] = byte
        looks.append(re.escape(character))

    def one_of(first: int, last: int) -> str:
        return f"[{''.join(looks[first - 0x80 : last - 0x7F])}]"

    inner = one_of(0x80, 0xBF).replace("]", "\x80-\x9f]")
    leads = ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
    pattern = "|".join(f"{one_of(first, last)}{inner}{{{count}}}" for first, last, count in leads)
    return re.compile(pattern), byte_of
