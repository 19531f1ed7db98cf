"""Content codings undone under a cap on what comes out: gzip, deflate, br, zstd, at most two layers.

httpx decodes without a cap (measured: an 809-byte brotli body took 2.1 GB and blocked the loop for 10 s).
"""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import brotli
import zstandard

from flows.bodies.sniffing import is_binary

_MAX_CODINGS = 2  # more are a way to swell
# Compressed bytes have a control character among so many with certainty.
_PLAIN_BYTES, _LEAST_PLAIN_BYTES = 512, 64
# What servers write into Content-Encoding that names no coding.
_NO_CODING = re.compile(
    r"(?:utf-?(?:8|16)|iso-?8859|latin|windows-|cp\d|us-ascii|ascii|none|null|false|undefined|binary|plain|text|8bit|7bit|"
    r"charset|html|unicode|gbk?\b|gb2312|big5|euc-|shift)"
)
_NOT_CONTROLS = bytes(set(range(256)) - set(range(32)) | set(b"\t\n\r\f"))
_GZIP_MAGIC = b"\x1f\x8b\x08"
_STEP_BYTES = 1 << 18  # unpacked at once, so that the limit of a body is overshot by no more
# The standard's limit for content codings is 8 MB (RFC 8878, 3.1.1.1.2).
_ZSTD_WINDOW_BYTES = 1 << 23
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# The decoder has no limit of output, but a block of 3 bytes gives 128 KB at most, so this gives 11 MB at most.
_ZSTD_SLICE_BYTES = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A body without its codings; `is_truncated` where a coding's stream ends before its end mark."""

    body: bytes
    is_truncated: bool = False


class DecodingFailed(Exception):
    """The codings cannot be undone; `reason` is too_large, bad_encoding or unknown_encoding."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class _Truncated(Exception):
    """The stream ended before its end mark."""


def codings_of(header: str | None) -> list[str]:
    """Return the codings in the order in which they were applied.

    >>> codings_of("gzip, identity, BR")
    ['gzip', 'br']
    """
    names = [name.strip().lower() for name in (header or "").split(",")]
    return [name for name in names if name not in ("", "identity")]


def decode_body(body: bytes, codings: Sequence[str], max_bytes: int) -> Decoded:
    """Return the body without its codings; raise DecodingFailed beyond `max_bytes` in any layer."""
    if len(codings) > _MAX_CODINGS:
        raise DecodingFailed("unknown_encoding", f"{len(codings)} codings")
    is_truncated = False
    for name in reversed(codings):
        # The header is wrong, or names what is no coding (UTF-8, none, binary): the body can be read as it is.
        if _is_plain(body) or (_NO_CODING.match(name) and not is_binary(body)):
            continue
        name = "gzip" if name not in _DECODERS and body.startswith(_GZIP_MAGIC) else name
        if name not in _DECODERS:
            raise DecodingFailed("unknown_encoding", name[:50])
        pieces: list[bytes] = []
        size = 0
        try:
            for piece in _DECODERS[name](body):
                size += len(piece)
                if size > max_bytes:
                    raise DecodingFailed("too_large", f"more than {max_bytes} bytes decoded")
                pieces.append(piece)
        except _Truncated:
            is_truncated = True
        except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
            raise DecodingFailed("bad_encoding", f"{name}: {error}"[:200]) from error
        body = b"".join(pieces)
    return Decoded(body=body, is_truncated=is_truncated)


def _is_plain(body: bytes) -> bool:
    """Return whether the bytes begin like markup or JSON and hold no control characters: no coding gives such."""
    start = body[:_PLAIN_BYTES]
    is_text = len(start) >= _LEAST_PLAIN_BYTES and not start.translate(None, _NOT_CONTROLS)
    return is_text and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{", b"["))


def _gunzip(body: bytes) -> Iterator[bytes]:
    """Yield what the members hold; what follows the last and is no member is dropped."""
    is_first = True
    while body and (is_first or body.startswith(b"\x1f\x8b")):
        inflater = zlib.decompressobj(31)
        try:
            yield from _inflate(inflater, body)
        except zlib.error:
            if is_first:
                raise
            return
        body = inflater.unused_data
        is_first = False


def _undeflate(body: bytes) -> Iterator[bytes]:
    """Yield what the zlib stream holds, or the bare one that some servers send instead."""
    is_wrapped = len(body) >= 2 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
    yield from _inflate(zlib.decompressobj(15 if is_wrapped else -15), body)


def _inflate(inflater: "zlib._Decompress", body: bytes) -> Iterator[bytes]:
    waiting = body
    while not inflater.eof:
        piece = inflater.decompress(waiting, _STEP_BYTES)
        waiting = inflater.unconsumed_tail
        if not piece and not waiting and not inflater.eof:
            raise _Truncated
        yield piece


def _unbrotli(body: bytes) -> Iterator[bytes]:
    decompressor = brotli.Decompressor()
    yield decompressor.process(body, output_buffer_limit=_STEP_BYTES)
    while not decompressor.is_finished():
        piece = decompressor.process(b"", output_buffer_limit=_STEP_BYTES)
        if not piece and decompressor.can_accept_more_data():
            raise _Truncated
        yield piece


def _unzstd(body: bytes) -> Iterator[bytes]:
    """Yield what the frames hold; what follows the last and is no frame is dropped."""
    position = 0
    while position < len(body) and (position == 0 or body.startswith(_ZSTD_MAGIC, position)):
        frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW_BYTES).decompressobj()
        while not frame.eof:
            piece = body[position : position + _ZSTD_SLICE_BYTES]
            if not piece:
                raise _Truncated
            position += len(piece)
            yield frame.decompress(piece)
        position -= len(frame.unused_data)


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
