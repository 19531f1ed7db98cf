"""Rows become files of other programs: types kept, nothing a formula, whole or not there."""

import csv
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.errors import NotWritable
from flows.exports import WRITERS
from flows.exports.beside import written_beside
from warehouse.batches import Column, ViewRows

SCHEMA = pa.schema(
    {
        "title": pa.string(),
        "article_count": pa.int64(),
        "amount": pa.decimal128(20, 2),
        "day": pa.date32(),
        "seen_at": pa.timestamp("us", "UTC"),
        "is_new": pa.bool_(),
        "canonical_url": pa.string(),
        "names": pa.list_(pa.string()),
    }
)
ROWS = [
    {
        "title": "=cmd|' /C calc'!A0",
        "article_count": 3,
        "amount": Decimal("14300000000.00"),
        "day": date(2025, 6, 13),
        "seen_at": datetime(2025, 6, 14, 8, 30, tzinfo=UTC),
        "is_new": True,
        "canonical_url": "https://example.org/a",
        "names": ["Meta", "Scale AI"],
    },
    {"title": "w" * 40_000, "canonical_url": "javascript:alert(1)", "day": date(1812, 1, 1)},
    {},
]


def rows_of(count: int = 1) -> ViewRows:
    batch = pa.RecordBatch.from_pylist(ROWS, schema=SCHEMA)
    kinds = {"day": "DATE", "seen_at": "TIMESTAMP WITH TIME ZONE"}
    return ViewRows(
        view="report_things",
        comment="One row per thing",
        columns=tuple(
            Column(name=name, kind=kinds.get(name, "VARCHAR"), comment=f"What {name} is") for name in SCHEMA.names
        ),
        filters="",
        as_of=datetime(2025, 7, 1, tzinfo=UTC),
        batches=pa.RecordBatchReader.from_batches(SCHEMA, [batch] * count),
    )


@pytest.mark.parametrize("ending", WRITERS)
def test_every_format_tells_how_many_rows_it_wrote(ending: str, tmp_path: Path) -> None:
    assert WRITERS[ending](rows_of(2), tmp_path / f"x.{ending}") == 6


def test_csv_and_json_lines_say_the_same(tmp_path: Path) -> None:
    WRITERS["csv"](rows_of(), tmp_path / "x.csv")
    WRITERS["jsonl"](rows_of(), tmp_path / "x.jsonl")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        first, _, third = csv.DictReader(file)
    assert first["title"] == "'=cmd|' /C calc'!A0"
    assert (first["amount"], first["day"], first["names"]) == ("14300000000", "2025-06-13", "Meta; Scale AI")
    assert set(third.values()) == {""}
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[0]["title"] == "=cmd|' /C calc'!A0"
    assert (lines[0]["article_count"], lines[0]["names"], lines[0]["is_new"]) == (3, ["Meta", "Scale AI"], True)
    assert set(lines[2].values()) == {None}


def test_columnar_files_keep_every_type(tmp_path: Path) -> None:
    WRITERS["parquet"](rows_of(), tmp_path / "x.parquet")
    WRITERS["arrow"](rows_of(), tmp_path / "x.arrow")
    with pa.ipc.open_file(tmp_path / "x.arrow") as file:
        assert file.read_all().to_pylist() == pq.read_table(tmp_path / "x.parquet").to_pylist()
    read = duckdb.execute("select day, names from read_parquet(?)", [str(tmp_path / "x.parquet")]).fetchall()
    assert read[0] == (date(2025, 6, 13), ["Meta", "Scale AI"])


def test_a_workbook_holds_numbers_dates_and_links_but_no_formula(tmp_path: Path) -> None:
    WRITERS["xlsx"](rows_of(), tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        meaning = book.read("xl/worksheets/sheet2.xml").decode()
        links = book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
        names = book.read("xl/workbook.xml").decode()
    assert "<f>" not in sheet
    assert "<v>45821</v>" in sheet, "13 June 2025 as the day number of Excel"
    assert "<v>14300000000</v>" in sheet
    assert "https://example.org/a" in links
    assert "javascript" not in links
    assert "w" * 32_768 not in sheet
    assert 'name="things"' in names
    assert "What article_count is" in meaning
    WRITERS["xlsx"](rows_of(), tmp_path / "again.xlsx")
    assert (tmp_path / "x.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def write_half(target: Path) -> None:
    with written_beside(target) as partial:
        partial.write_text("half")
        raise ZeroDivisionError


def test_a_fault_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError):
        write_half(target)
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]
    with pytest.raises(NotWritable, match="not a regular file"), written_beside(tmp_path):
        pass
    with pytest.raises(NotWritable, match="cannot be written"):
        write_half(tmp_path / "no" / "x.csv")
