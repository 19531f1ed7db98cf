"""JSONL, Parquet and URL lists: what is read by which columns, and what is counted as lost."""

import csv
import gzip
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from extractors.records import Entry, RawDocument, Rejected
from flows.readers.jsonl import read_jsonl
from flows.readers.paths import read_paths
from flows.readers.urls import read_url_list

NOW = datetime(2026, 1, 10, tzinfo=UTC)
NEWS_PLEASE = {
    "url": "https://e.example/a",
    "maintext": "Words of the article.",
    "title": "Title",
    "date_publish": "2026-01-02 10:00:00",
    "authors": ["Ann", "Bob"],
    "language": "en",
}


def jsonl(path: Path, content: bytes, **columns: str) -> list[RawDocument | Rejected]:
    (path / "x.jsonl").write_bytes(content)
    return list(read_jsonl(path / "x.jsonl", columns=columns, outlets={}, now=NOW, max_bytes=1000))


def reasons(found: list[RawDocument | Rejected]) -> list[str | None]:
    return [each.reason if isinstance(each, Rejected) else None for each in found]


def test_row_becomes_a_document_with_what_the_dump_says(tmp_path: Path) -> None:
    (found,) = jsonl(tmp_path, json.dumps(NEWS_PLEASE).encode())
    assert isinstance(found, RawDocument)
    assert (found.body, found.media_type, found.url) == (
        b"Words of the article.",
        "text/plain",
        "https://e.example/a",
    )
    assert found.entry is not None
    assert found.entry.announced_title == "Title"
    assert found.entry.announced_authors == ("Ann", "Bob")
    assert (found.entry.announced_date, found.entry.announced_at) == (date(2026, 1, 2), None)


def test_columns_of_ones_own(tmp_path: Path) -> None:
    (found,) = jsonl(
        tmp_path, b'{"u": "https://e.example/b", "h": "<p>x", "text": "no"}', url="u", html="h", text="t"
    )
    assert isinstance(found, RawDocument)
    assert (found.body, found.media_type, found.url) == (b"<p>x", "text/html", "https://e.example/b")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "x", "y": NaN}', None),
        (b'{"text": "x", "text": "y"}', None),
        (b'{"text": "lone \\ud800 surrogate"}', None),
        (b'{"text": "x"', "bad_line"),
        (b"[1]", "bad_line"),
        (b"\xff\xfe", "bad_line"),
        (b'{"text": "caf\xe9"}', "bad_line"),
        (b"[" * 5000, "too_large"),
        (b'{"a":' + b"[" * 900, "bad_line"),
        (b'{"text": 5}', "empty"),
        (b'{"title": "only"}', "empty"),
        (b'{"text": "' + b"x" * 990 + b'"}', "too_large"),
    ],
)
def test_bad_line_is_counted_with_its_number(tmp_path: Path, line: bytes, reason: str | None) -> None:
    good = b'{"text": "good"}\n'
    found = jsonl(tmp_path, b"\xef\xbb\xbf" + good + line + b"\n\n" + good)
    assert reasons(found) == [None, reason, None]
    if reason:
        assert str(found[1].location).endswith("#2")


def test_endless_line_takes_no_memory(tmp_path: Path) -> None:
    found = jsonl(tmp_path, gzip.compress(b'{"text": "' + b"x" * 50_000_000 + b'"}\n{"text": "good"}'))
    assert reasons(found) == ["too_large", None]


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    duckdb.execute(
        f"copy (select 'https://e.example/' || i as url, 'Words ' || i as text, timestamp '2026-01-02' as date"
        f" from range(3) as t(i) union all select null, repeat('x', 5000), null) to '{path}'"
    )
    found = list(read_paths([path], now=NOW, max_bytes=1000))
    assert reasons(found) == [None, None, None, "empty"]
    assert isinstance(found[0], RawDocument)
    assert (found[0].url, found[0].body) == ("https://e.example/0", b"Words 0")


@pytest.mark.parametrize("name", ["*.parquet", "[ab].parquet", "?.parquet", "{a,b}.parquet"])
def test_a_name_of_a_parquet_file_is_no_pattern(tmp_path: Path, name: str) -> None:
    for number, path in enumerate((tmp_path / "a.parquet", tmp_path / "b.parquet", tmp_path / name)):
        duckdb.execute(f"copy (select 'Words {number}' as text) to '{path}'")
    found = list(read_paths([tmp_path / name], now=NOW, max_bytes=1000))
    assert [each.body for each in found if isinstance(each, RawDocument)] == [b"Words 2"]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\xff" * 100 + b"PAR1", b"no parquet at all"])
def test_broken_parquet_is_one_row(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.parquet").write_bytes(content)
    assert reasons(list(read_paths([tmp_path / "x.parquet"], now=NOW, max_bytes=1000))) == ["unreadable"]


def test_parquet_without_wanted_columns_is_refused(tmp_path: Path) -> None:
    duckdb.execute(f"copy (select 1 as a) to '{tmp_path / 'x.parquet'}'")
    assert reasons(list(read_paths([tmp_path / "x.parquet"], now=NOW, max_bytes=1000))) == ["unreadable"]


@pytest.mark.parametrize("name", ["x.jsonl", "x.warc.gz", "x.parquet"])
def test_dump_must_be_a_regular_file(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert reasons(list(read_paths([tmp_path / name], now=NOW, max_bytes=1000))) == ["not_regular"]
    assert reasons(list(read_paths([tmp_path / f"no-{name}"], now=NOW, max_bytes=1000))) == ["missing"]


def test_list_of_urls(tmp_path: Path) -> None:
    lines = [
        "\ufeff# comment", "https://e.example/1", "", "https://e.example/1?utm_source=x", " https://e.example/2 ",
        "-o/tmp/x", "https://e.example/\u202egpj.exe", f"https://e.example/{'a' * 70_000}", "javascript:alert(1)",
    ]  # fmt: skip
    (tmp_path / "urls.txt").write_bytes("\r\n".join(lines).encode())
    found = list(read_url_list(tmp_path / "urls.txt", source_id="s", now=NOW))
    assert [each.location for each in found if isinstance(each, Entry)] == [
        "https://e.example/1",
        "https://e.example/2",
    ]
    assert [each.reason for each in found if isinstance(each, Rejected)] == ["bad_link"] * 4


def csv_file(path: Path, content: bytes, **columns: str) -> list[RawDocument | Rejected]:
    (path / "x.csv").write_bytes(content)
    outlets = {"reuters": "reuters.com", "reuters.com": "reuters.com"}
    return list(read_paths([path / "x.csv"], now=NOW, max_bytes=1000, columns=columns, outlets=outlets))


def test_csv_limit_of_the_process_is_not_lowered(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    rows = csv_file(tmp_path, b"url,text\nhttps://a.example/1,short\nhttps://a.example/2," + b"w" * 1_001 + b"\n")
    assert [isinstance(row, Rejected) for row in rows] == [False, True]
    assert csv.field_size_limit() >= before


def test_csv_row_has_what_a_line_of_jsonl_has(tmp_path: Path) -> None:
    head = b"\xef\xbb\xbfurl;maintext;title;date_publish\r\n"
    row = b'https://e.example/a;"Words of\nthe ""article"".";Title;2026-01-02 10:00:00\r\n'
    (found,) = csv_file(tmp_path, head + row)
    assert isinstance(found, RawDocument)
    assert (found.body, found.url) == (b'Words of\nthe "article".', "https://e.example/a")
    assert found.entry is not None
    assert (found.entry.announced_title, found.entry.announced_date) == ("Title", date(2026, 1, 2))
    assert (found.entry.location, found.entry.extra) == ("https://e.example/a", None)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("text\nWörter\n".encode(), [None]),
        ("text\nWörter\n".encode("utf-16"), [None]),
        ("text\nWörter\n".encode("cp1252"), [None]),
        (b"text\n\n\nwords\n", [None]),
        (b"text,a\nwords,1,,\n", [None]),
        (b"text,a\nwords,1,2\nwords,1\n", ["bad_line", None]),
        (b"text,a\nwords\nwords,1\n", ["bad_line", None]),
        (b'text,a\n"never closed' + b"x\n" * 1000 + b"words,1\n", ["bad_line", None]),
        (b"a,b\n1,2\n", ["unreadable"]),
        (b"", ["unreadable"]),
    ],
)  # fmt: skip
def test_csv_as_programs_make_it(tmp_path: Path, content: bytes, found: list[str | None]) -> None:
    rows = csv_file(tmp_path, content)
    assert list(dict.fromkeys(reasons(rows))) == found
    assert all("w" in each.body.decode("utf-8").lower() for each in rows if isinstance(each, RawDocument))


def test_refusal_names_what_was_wanted_and_found(tmp_path: Path) -> None:
    (found,) = csv_file(tmp_path, b"title,story\nx,y\n", text="words")
    assert isinstance(found, Rejected)
    assert found.detail == "no column words; it has title, story"


@pytest.mark.parametrize(
    ("row", "columns", "outlet"),
    [
        ({"media_name": "Reuters"}, {}, "reuters.com"),
        ({"source": "https://www.gazette.example/"}, {}, "gazette.example"),
        ({"source": {"id": None, "name": "Reuters"}}, {}, "reuters.com"),
        ({"source": "The Gazette"}, {}, "The Gazette"),
        ({"source": "collected by hand", "url": "https://e.example/1"}, {}, None),
        ({"paper": "The Gazette", "url": "https://e.example/1"}, {"outlet": "paper"}, "The Gazette"),
    ],
)
def test_outlet_that_a_row_names(
    tmp_path: Path, row: dict[str, object], columns: dict[str, str], outlet: str | None
) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps(row | {"text": "Words."}), encoding="utf-8")
    (found,) = read_paths(
        [tmp_path / "x.jsonl"], now=NOW, max_bytes=1000, columns=columns, outlets={"reuters": "reuters.com"}
    )
    assert isinstance(found, RawDocument)
    assert found.outlet_id == outlet


def test_further_columns_are_kept(tmp_path: Path) -> None:
    further = {"section": "b", "score": 1.5, "tags": ["x"], "embedding": [0.25] * 5000, "empty": ""}
    (tmp_path / "y.jsonl").write_text(json.dumps({"text": "Words.", **further}), encoding="utf-8")
    (kept,) = read_paths([tmp_path / "y.jsonl"], now=NOW, max_bytes=100_000)
    assert isinstance(kept, RawDocument)
    assert kept.entry is not None
    assert json.loads(kept.entry.extra or "") == {
        "embedding": None, "score": 1.5, "section": "b", "tags": ["x"],
    }  # fmt: skip
