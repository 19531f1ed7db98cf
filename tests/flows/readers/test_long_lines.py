"""Lines and packed files that would take far more memory or time than their bytes are refused, others read."""

import gzip
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.records import RawDocument
from flows.readers.jsonl import read_jsonl

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def found(path: Path, max_bytes: int = 20_000_000) -> list[str]:
    rows = read_jsonl(path, columns={}, outlets={}, now=NOW, max_bytes=max_bytes)
    return ["read" if isinstance(each, RawDocument) else each.reason for each in rows]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (b'{"text": [' + b"[]," * 700_000 + b"[]]}", "too_complex"),
        (b"[" + b'{"a":1},' * 300_000 + b"1]", "too_complex"),
        (json.dumps({"text": "a, b [c] {d} \\" + '"' + ", words" * 300_000}).encode(), "read"),
    ],
)
def test_a_long_line(tmp_path: Path, line: bytes, wanted: str) -> None:
    (tmp_path / "x.jsonl").write_bytes(line + b'\n{"text": "words"}\n')
    assert found(tmp_path / "x.jsonl") == [wanted, "read"]


def test_blank_lines_cost_next_to_nothing_and_a_bomb_ends(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "x.jsonl.gz", "wb") as out:
        for _ in range(100):
            out.write(b"\n" * 1_000_000)
    start = time.process_time()
    assert found(tmp_path / "x.jsonl.gz") == ["damaged"]
    assert time.process_time() - start < 3


def test_a_file_of_bad_lines_ends(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"x\n" * 50_000)
    reasons = found(tmp_path / "x.jsonl")
    assert len(reasons) == 10_001
    assert reasons[-1] == "too_many_bad_lines"
