"""Bytes of a file, plain, gzip or zstd, unpacked piece by piece; damage is noted and skipped where it can be."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import zstandard

_CHUNK_BYTES = 1 << 18  # read or unpacked at once
_GZIP = b"\x1f\x8b\x08"
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes([value]) + b"\x2a\x4d\x18" for value in range(0x50, 0x60)))
_ZSTD_WINDOW_BYTES = 1 << 27  # what `zstd --long` packs with; a larger one is memory that a file asks for
# Given at once to a frame: 4 bytes may stand for a block of 128 KB, so these for 8 MB. Twice as many cost no less.
_ZSTD_BYTES = 256
# Text packs to a twentieth at best; dumps of one page again and again to a two-hundredth.
_MAX_RATIO = 1_000
_MIN_UNPACKED_BYTES = 64_000_000


class Damage(str):
    """What was wrong with the packing at a place; the pieces go on behind it where they can."""

    __slots__ = ()


def unpacked(path: Path) -> Iterator[bytes | Damage]:
    """Yield the content of the file in pieces of bounded size; beyond all measure that is damage, and the end."""
    most = max(_MIN_UNPACKED_BYTES, path.stat().st_size * _MAX_RATIO)
    size = 0
    for piece in _pieces(path):
        yield piece
        size += len(piece)
        if size > most:
            yield Damage(f"unpacks to more than {most} bytes, {_MAX_RATIO} times its size")
            return


def _pieces(path: Path) -> Iterator[bytes | Damage]:
    with path.open("rb") as handle:
        start = handle.read(4)
        handle.seek(0)
        if start.startswith(_GZIP):
            yield from _gunzip(handle)
        elif start.startswith(_ZSTD):
            yield from _unzstd(handle)
        else:
            while piece := handle.read(_CHUNK_BYTES):
                yield piece


def _unzstd(handle: BinaryIO) -> Iterator[bytes | Damage]:
    """Yield what the frames hold; behind a damaged one, go on with the next that begins like one."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW_BYTES)
    waiting = handle.read(_CHUNK_BYTES)
    while waiting:
        frame = unpacker.decompressobj()
        try:
            while not frame.eof:
                waiting = waiting or handle.read(_CHUNK_BYTES)
                if not waiting:
                    yield Damage("zstd: the file ends within a frame")
                    return
                for start in range(0, len(waiting), _ZSTD_BYTES):
                    given = waiting[start : start + _ZSTD_BYTES]
                    if piece := frame.decompress(given):
                        yield piece
                    if frame.eof:
                        waiting = frame.unused_data + waiting[start + len(given) :]
                        break
                else:
                    waiting = b""
            waiting = waiting or handle.read(_CHUNK_BYTES)
        except zstandard.ZstdError as error:
            yield Damage(f"zstd: {error}")
            waiting = _from_next(_ZSTD, waiting[start + 1 :], handle)


def _gunzip(handle: BinaryIO) -> Iterator[bytes | Damage]:
    """Yield what the members hold; behind a damaged one, go on with the next that begins like one."""
    waiting = handle.read(_CHUNK_BYTES)
    while waiting:
        inflater = zlib.decompressobj(31)
        try:
            while not inflater.eof:
                piece = inflater.decompress(waiting, _CHUNK_BYTES)
                waiting = inflater.unconsumed_tail
                if piece:
                    yield piece
                if not waiting and not inflater.eof:
                    waiting = handle.read(_CHUNK_BYTES)
                    if not waiting:
                        yield Damage("gzip: the file ends within a member")
                        return
            waiting = inflater.unused_data or handle.read(_CHUNK_BYTES)
            if waiting.strip(b"\0") and not waiting.startswith(_GZIP[: len(waiting)]):
                yield Damage("gzip: bytes between members")
                waiting = _from_next((_GZIP,), waiting, handle)
        except zlib.error as error:
            yield Damage(f"gzip: {error}")
            waiting = _from_next((_GZIP,), waiting[1:], handle)


def _from_next(signs: tuple[bytes, ...], waiting: bytes, handle: BinaryIO) -> bytes:
    """Return the bytes from the next place that begins like a member; b"" where there is none."""
    while True:
        places = [place for sign in signs if (place := waiting.find(sign)) >= 0]
        if places:
            return waiting[min(places) :]
        more = handle.read(_CHUNK_BYTES)
        if not more:
            return b""
        waiting = waiting[-3:] + more
