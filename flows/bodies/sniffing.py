"""What kind of bytes a body is, judged by its first ones: binary, a page, or text."""

_SNIFFED_BYTES = 8192  # browsers look at 1,445; comments before the first element may be long
_BINARY_STARTS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd", b"\x7fELF", b"MZ\x90", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"RIFF", b"OggS", b"ID3",
    b"\x00\x00\x01\x00", b"SQLite format",
)  # fmt: skip
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
# Text in any single-byte or UTF-8 encoding has next to none; pictures and programs have 10 % and more.
_MAX_CONTROL_SHARE = 0.02


def is_binary(body: bytes) -> bool:
    """Return whether the bytes are no text in any encoding that text files have.

    >>> is_binary(b"%PDF-1.7"), is_binary("Zażółć".encode("utf-16")), is_binary(b"caf\\xe9")
    (True, False, False)
    """
    start = body[:_SNIFFED_BYTES]
    if start.startswith(_WIDE_MARKS) or _is_wide_markup(start):
        return False
    control_count = len(start) - len(start.translate(None, _CONTROLS))
    return start.startswith(_BINARY_STARTS) or b"\0" in start or control_count > _MAX_CONTROL_SHARE * len(start)


def _is_wide_markup(start: bytes) -> bool:
    """Return whether a body begins like a page in UTF-16 without a mark: each character of a tag is two bytes."""
    return any(
        looks_like_html(start[at::2]) and not start[1 - at : 24 : 2].strip(b"\0") and start[1 - at : 24 : 2]
        for at in (0, 1)
    )


def looks_like_html(body: bytes) -> bool:
    """Return whether the bytes start like a page.

    >>> looks_like_html(b"\\n<!DOCTYPE html><html>"), looks_like_html(b"Text with <b>")
    (True, False)
    """
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!--", b"<article")) or (
        start.startswith(b"<?xml") and b"<html" in start
    )


def has_controls(name: str) -> bool:
    """Return whether a file's name holds control characters, which no terminal or log should be given."""
    return any(character < " " or character == "\x7f" for character in name)
