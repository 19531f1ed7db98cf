"""Content codings: what comes out, what is refused, under which cap."""

import gzip
import os
import tracemalloc
import zlib

import brotli
import pytest
import zstandard

from flows.bodies.decoding import Decoded, DecodingFailed, codings_of, decode_body

TEXT = b"<html><body>" + os.urandom(3000).hex().encode() + b"</body></html>"


def raw_deflate(body: bytes) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return compressor.compress(body) + compressor.flush()


ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=3),
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("body", [b"", b"x", TEXT, b"\0" * 1_000_000])
def test_body_comes_back(name: str, body: bytes) -> None:
    assert decode_body(ENCODERS[name](body), [name], 2_000_000) == Decoded(body=body)


@pytest.mark.parametrize("name", ENCODERS)
def test_cut_stream_is_flagged(name: str) -> None:
    decoded = decode_body(ENCODERS[name](TEXT)[:-10], [name], 100_000)
    assert decoded.is_truncated
    assert TEXT.startswith(decoded.body)


@pytest.mark.parametrize("name", ENCODERS)
def test_bomb_is_cut_at_the_cap(name: str) -> None:
    bomb = ENCODERS[name](b"\0" * 60_000_000)
    tracemalloc.start()
    with pytest.raises(DecodingFailed) as failure:
        decode_body(bomb, [name], 5_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert failure.value.reason == "too_large"
    assert peak < 5_000_000 + 32_000_000


def test_two_layers() -> None:
    assert decode_body(brotli.compress(gzip.compress(TEXT)), ["gzip", "br"], 100_000).body == TEXT
    with pytest.raises(DecodingFailed, match="decoded"):
        decode_body(gzip.compress(gzip.compress(b"\0" * 50_000_000)), ["gzip", "gzip"], 1_000_000)


@pytest.mark.parametrize(
    ("body", "codings", "reason"),
    [
        (b"x", ["gzip"] * 3, "unknown_encoding"),
        (b"x", ["sdch"], "unknown_encoding"),
        (b"<html>plain", ["gzip"], "bad_encoding"),
        (b"<html>plain", ["br"], "bad_encoding"),
        (b"<html>plain", ["zstd"], "bad_encoding"),
        (b"\xff\xff\xff\xff", ["deflate"], "bad_encoding"),
    ],
)
def test_refusals(body: bytes, codings: list[str], reason: str) -> None:
    with pytest.raises(DecodingFailed) as failure:
        decode_body(body, codings, 1000)
    assert failure.value.reason == reason


PAGE = b"<!DOCTYPE html><html><head><title>Utrecht widens its canal</title></head><body><p>Text</p></body></html>"


@pytest.mark.parametrize(
    "names", [["utf-8"], ["none"], ["binary"], ["gzip"], ["br"], ["zstd"], ["deflate"], ["sdch"]]
)
def test_a_page_that_can_be_read_as_it_is_is_read(names: list[str]) -> None:
    assert decode_body(PAGE, names, 1_000).body == PAGE


def test_what_is_packed_under_a_wrong_name_is_unpacked() -> None:
    assert decode_body(gzip.compress(PAGE), ["utf-8"], 1_000).body == PAGE
    assert decode_body(b"https://e.example/1", ["iso-8859-1"], 1_000).body == b"https://e.example/1"


def test_several_members_and_junk_behind() -> None:
    assert decode_body(gzip.compress(b"a") + gzip.compress(b"b") + b"JUNK" * 10, ["gzip"], 10).body == b"ab"
    assert decode_body(ENCODERS["zstd"](b"a") + ENCODERS["zstd"](b"b") + b"JUNK", ["zstd"], 10).body == b"ab"
    assert decode_body(raw_deflate(TEXT), ["deflate"], 100_000).body == TEXT


def test_names() -> None:
    assert codings_of(None) == []
    assert codings_of("GZIP , identity,, br") == ["gzip", "br"]
