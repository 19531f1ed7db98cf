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
from flows.exports.beside import written_beside
from flows.exports.formats import WRITERS
from flows.exports.row_lines import write_csv
from warehouse.asking.filters import TypedFilters
from warehouse.batches import Column, ViewRows, open_view

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


# Values of DuckDB that few readers hold, and what they are in CSV, JSON lines and Excel.
HARD = [
    ("'infinity'::date", "infinity", "infinity", "infinity"),
    ("'-infinity'::date", "-infinity", "-infinity", "-infinity"),
    ("date '9999-12-31'", "9999-12-31", "9999-12-31", "9999-12-31"),
    ("date '290000-01-01'", "290000-01-01", "290000-01-01", "290000-01-01"),
    ("date '0001-01-02'", "0001-01-02", "0001-01-02", "0001-01-02"),
    ("'-infinity'::timestamptz", "-infinity", "-infinity", "-infinity"),
    ("'infinity'::timestamp", "infinity", "infinity", "infinity"),
    (
        "timestamptz '9999-12-31 23:59:59.999999+00'",
        "9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999",
    ),
    ("timestamptz '2025-06-01 12:00+02'", "2025-06-01 10:00:00", "2025-06-01T10:00:00+00:00", 45809.41666666666),
    ("timestamp '2025-06-01 12:00:00'", "2025-06-01 12:00:00", "2025-06-01T12:00:00", 45809.5),
    ("'nan'::double", "nan", None, "nan"),
    ("'-infinity'::float", "-inf", None, "-inf"),
    ("170141183460469231731687303715884105727::hugeint", *(str(2**127 - 1),) * 3),
    ("12345678901234567.5::decimal(38, 6)", "12345678901234567.5", 12345678901234567.5, "12345678901234567.5"),
    ("[date '2025-06-01', null, 'infinity']", "2025-06-01; ; infinity", ["2025-06-01", None, "infinity"], None),
    ("{'day': '-infinity'::date, 'share': 'nan'::double}", None, {"day": "-infinity", "share": None}, None),
    ("'\\x00\\xff'::blob", "00ff", "00ff", "00ff"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "in_csv", "in_json", "in_excel"), HARD, ids=[each[0] for each in HARD])
def test_values_that_few_readers_hold_have_a_form_in_every_file(
    value: str, in_csv: str | None, in_json: object, in_excel: str | float | None, tmp_path: Path
) -> None:
    for ending, write in WRITERS.items():
        with duckdb.connect() as db:
            db.execute("set timezone = 'UTC'")
            found = db.sql(f"select {value} as value")
            kind = str(found.types[0])
            column = Column(name="value", kind=kind, comment="")
            rows = ViewRows(
                view="v", comment="", columns=(column,), filters="", as_of=None, batches=found.to_arrow_reader(9)
            )
            assert write(rows, tmp_path / f"x.{ending}") == 1
    (row,) = csv.DictReader((tmp_path / "x.csv").read_text(encoding="utf-8").splitlines())
    assert in_csv is None or row["value"] == in_csv
    line = json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))
    assert line["value"] == (int(str(in_json)) if "hugeint" in value else in_json)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert in_excel is None or f">{in_excel}</" in sheet
    with duckdb.connect() as db:
        same = db.execute(
            f"select value::varchar is not distinct from ({value})::varchar from read_parquet(?)",
            [str(tmp_path / "x.parquet")],
        ).fetchall()
    assert same == [(True,)]


def test_integers_without_a_sign_stay_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    with duckdb.connect(str(path)) as db:
        db.execute("create table runs (started_at timestamptz)")
        db.execute(f"create table facts as select {2**128 - 1}::uhugeint as words_id, 7 as number")
    with open_view(path, "facts", TypedFilters(), now=datetime(2025, 7, 1, tzinfo=UTC)) as rows:
        write_csv(rows, tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").split() == ["words_id,number", f"{2**128 - 1},7"]


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
