"""Identifiers derived from content, never from a sequence or a clock."""

from hashlib import blake2b


def content_id(*parts: object) -> str:
    """Return 24 hex digits (96 bits of BLAKE2b) of the parts; the same parts give the same id, on any machine.

    >>> content_id("a", "bc") != content_id("ab", "c")
    True
    >>> content_id("a", None) != content_id("a", "None")
    True
    """
    told: list[bytes] = []
    for part in parts:
        if part is None:
            told.append(b"-")
        else:
            raw = str(part).encode("utf-8", "surrogatepass")
            told += (b"%d:" % len(raw), raw)
    return blake2b(b"".join(told), digest_size=12).hexdigest()
