"""WARC files: every good record of a damaged file, a row for every loss."""

import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
import zstandard

from extractors.records import RawDocument, Rejected
from flows.readers.warc import read_warc

NOW = datetime(2026, 1, 2, tzinfo=UTC)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def record(number: int, payload: bytes | None = None, **headers: str) -> bytes:
    block = HTTP + b"\r\n" + b"<html>%d</html>" % number if payload is None else payload
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": "2026-01-01T00:00:00Z",
        "WARC-Target-URI": f"https://e.example/{number}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def read(path: Path, content: bytes, max_bytes: int = 1_000_000) -> tuple[list[bytes], list[str]]:
    path = path / "x.warc"
    path.write_bytes(content)
    found = list(read_warc(path, now=NOW, max_bytes=max_bytes))
    bodies = [each.body for each in found if isinstance(each, RawDocument)]
    return bodies, [each.reason for each in found if isinstance(each, Rejected)]


def pages(*numbers: int) -> list[bytes]:
    return [b"<html>%d</html>" % number for number in numbers]


PACKINGS = {
    "plain": b"".join,
    "a member a record": lambda records: b"".join(gzip.compress(each) for each in records),
    "one member": lambda records: gzip.compress(b"".join(records)),
    "zstd": lambda records: b"".join(zstandard.ZstdCompressor().compress(each) for each in records),
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_packings(tmp_path: Path, packing: str) -> None:
    assert read(tmp_path, PACKINGS[packing]([record(i) for i in range(5)])) == (pages(0, 1, 2, 3, 4), [])


def test_document_carries_what_the_record_says(tmp_path: Path) -> None:
    (tmp_path / "x.warc").write_bytes(record(1))
    (found,) = read_warc(tmp_path / "x.warc", now=NOW, max_bytes=1000)
    assert isinstance(found, RawDocument)
    assert (found.url, found.media_type, found.charset) == ("https://e.example/1", "text/html", "utf-8")
    assert found.seen_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert found.entry is not None
    assert found.entry.external_id == "<urn:uuid:1>"


@pytest.mark.parametrize(
    ("content", "numbers", "reasons"),
    [
        (record(0) + b"GARBAGE\n" * 9 + record(1), (0, 1), ["garbage"]),
        (b"\n\n" + record(0), (0,), []),
        (record(0) + record(1, Content_Length="") + record(2), (0, 2), ["bad_length", "garbage"]),
        (record(0) + record(1, Content_Length="-5") + record(2), (0, 2), ["bad_length", "garbage"]),
        (record(0) + record(1, Content_Length="9" * 30) + record(2), (0, 2), ["bad_length", "garbage"]),
        (record(0) + record(1, Content_Length="20") + record(2), (0, 1, 2), []),
        (record(0) + record(1)[:-20], (0,), ["truncated"]),
        (b"".join(record(i) for i in range(3)).replace(b"\r\n", b"\n"), (0, 1, 2), []),
        (record(0).replace(b"WARC/1.0", b"WARC/9.9") + record(1), (0, 1), []),
        (record(0, WARC_Date="yesterday"), (0,), []),
        (record(0, WARC_Target_URI="<https://e.example/0>"), (0,), []),
        (record(0, WARC_Target_URI="file:///etc/passwd"), (0,), []),
        (record(0, X_Long="a" * 3_000_000) + record(1), (0, 1), []),
        (record(0, WARC_Type="revisit") + record(1), (1,), []),
        (record(0, WARC_Type="request") + record(1, WARC_Type="metadata"), (), []),
        (b"<html>" * 1000, (), ["not_a_warc"]),
        (b"", (), []),
        (gzip.compress(record(0)) + b"JUNK" * 9 + gzip.compress(record(1)), (0, 1), ["damaged"]),
        (gzip.compress(record(0))[:-30], (), ["truncated", "damaged"]),
    ],
)
def test_damage(tmp_path: Path, content: bytes, numbers: tuple[int, ...], reasons: list[str]) -> None:
    assert read(tmp_path, content) == (pages(*numbers), reasons)


def test_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    members = [gzip.compress(record(i)) for i in range(3)]
    hurt = bytearray(members[1])
    hurt[len(hurt) // 2] ^= 0xFF
    bodies, reasons = read(tmp_path, members[0] + bytes(hurt) + members[2])
    assert [bodies[0], bodies[-1]] == pages(0, 2)
    assert "damaged" in reasons


@pytest.mark.parametrize(
    ("payload", "body"),
    [
        (HTTP + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n2;x\r\n !\r\n0\r\n\r\n", b"hello !"),
        (HTTP + b"Transfer-Encoding: chunked\r\n\r\nnot chunked", b"not chunked"),
        (HTTP + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"packed"), b"packed"),
        (HTTP + b"Content-Encoding: br\r\n\r\n" + brotli.compress(b"packed"), b"packed"),
        (HTTP + b"Content-Encoding: gzip\r\n\r\n<html>plain", b"<html>plain"),
        (b"HTTP/1.1 banana\r\nContent-Type: text/html\r\n\r\nx", b"x"),
    ],
)
def test_transfer_and_content_codings(tmp_path: Path, payload: bytes, body: bytes) -> None:
    assert read(tmp_path, record(0, payload)) == ([body], [])


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nx", "http_error"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", "wrong_type"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "empty"),
        (HTTP + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"\0" * 5_000_000), "too_large"),
    ],
)
def test_unwanted_answers_are_rows(tmp_path: Path, payload: bytes, reason: str) -> None:
    assert read(tmp_path, record(0, payload)) == ([], [reason])


def test_bomb_and_oversized_block_are_skipped(tmp_path: Path) -> None:
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = compressor.compress(b"\0" * 80_000_000) + compressor.flush()
    assert read(tmp_path, bomb) == ([], ["not_a_warc"])
    large = record(0, HTTP + b"\r\n" + b"x" * 3_000_000)
    assert read(tmp_path, large + record(1)) == (pages(1), ["too_large"])


@pytest.mark.parametrize("version", [b"0.17", b"0.18", b"1.1"])
def test_versions(tmp_path: Path, version: bytes) -> None:
    records = [record(number).replace(b"WARC/1.0", b"WARC/" + version) for number in range(3)]
    assert read(tmp_path, b"".join(records)) == (pages(0, 1, 2), [])


def arc_record(url: str, block: bytes, fields: str = "text/html", length: int | None = None) -> bytes:
    declared = len(block) if length is None else length
    return f"{url} 192.0.2.1 20080102030405 {fields} {declared}\n".encode() + block + b"\n"


ARC_HEAD = arc_record(
    "filedesc://x.arc", b"1 0 Archive\nURL IP-address Archive-date Content-type Archive-length\n", "text/plain"
)
ANSWERS = [HTTP + b"\r\n" + page for page in pages(0, 1, 2)]
ARCS: dict[str, tuple[list[bytes], list[str]]] = {
    "version-1": ([arc_record(f"https://e.example/{at}", block) for at, block in enumerate(ANSWERS)], []),
    "version-2": (
        [
            arc_record(f"https://e.example/{at}", block, "text/html 200 - - 0 x.arc")
            for at, block in enumerate(ANSWERS)
        ],
        [],
    ),
    "wrong-length": (
        [arc_record(f"https://e.example/{at}", block, length=len(block) - 5) for at, block in enumerate(ANSWERS)],
        [],
    ),
    "other-schemes": (
        [
            arc_record("dns:e.example", b"e.example 1 IN A", "text/dns"),
            *(arc_record("https://e.example/", each) for each in ANSWERS),
        ],
        [],
    ),
}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("name", ARCS)
def test_arc(tmp_path: Path, name: str, packing: str) -> None:
    records, losses = ARCS[name]
    (tmp_path / "x.arc.gz").write_bytes(PACKINGS[packing]([ARC_HEAD, *records]))
    found = list(read_warc(tmp_path / "x.arc.gz", now=NOW, max_bytes=1_000_000))
    assert [each.body.strip() for each in found if isinstance(each, RawDocument)] == pages(0, 1, 2)
    assert [each.reason for each in found if isinstance(each, Rejected)] == losses
    assert {each.seen_at for each in found if isinstance(each, RawDocument)} == {
        datetime(2008, 1, 2, 3, 4, 5, tzinfo=UTC)
    }


def test_an_arc_that_is_none_or_too_large_or_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.arc"
    for content, reason in (
        (b"no archive at all", "not_a_warc"),
        (ARC_HEAD + arc_record("https://e.example/", b"x" * 3_000_000), "too_large"),
        (ARC_HEAD + arc_record("https://e.example/", b"<html>cut", length=5_000), "truncated"),
    ):
        path.write_bytes(content)
        found = list(read_warc(path, now=NOW, max_bytes=1_000_000))
        assert [each.reason for each in found if isinstance(each, Rejected)][:1] == [reason]
