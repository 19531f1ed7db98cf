"""What goes to terminals, spreadsheets and programs cannot command or mislead them."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from flows.lists.corrections_file import read_corrections
from flows.output import print_rows
from warehouse.query import query

BAD = "a\x1b[31m\x9b31m\u202eb\x07"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("output", ["table", "csv", "json"])
def test_no_escape_sequence_reaches_a_terminal(output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    print_rows([BAD], [(BAD,), (BAD,)], output)  # type: ignore[arg-type]
    text = terminal.getvalue().replace("\x1b[0m", "").replace("\x1b[1m", "")
    assert not set(text) & set("\x1b\x9b\u202e\x07")


def test_a_table_is_as_wide_as_its_cells_and_as_high_as_their_lines(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(["a", "日本"], [("x\ty\nzz é", 1), ("日本語テ", 22.5), (None, None)], "table")
    assert capsys.readouterr().out.splitlines() == [
        "a           日本",
        "─" * 16,
        "x       y      1",
        "zz é            ",
        "日本語テ    22.5",
        "                ",
    ]


def test_json_keeps_every_value(capsys: pytest.CaptureFixture[str]) -> None:
    last = datetime.fromisoformat("9999-12-31T23:59:59.999999")
    row = (
        BAD,
        float("nan"),
        float("inf"),
        date.max,
        last,
        date.min,
        Decimal("1.50"),
        [float("nan")],
        1,
    )
    print_rows(["a", "b", "c", "d", "e", "f", "g", "h", "a"], [row], "json")
    (found,) = json.loads(capsys.readouterr().out, parse_constant=lambda name: pytest.fail(name))
    assert list(found.values()) == [BAD, None, None, "infinity", "infinity", "-infinity", 1.5, [None], 1]
    assert list(found)[-1] == "a_2"


def test_infinite_times_of_the_database_stay_infinite(
    seed_database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statement = "select 'infinity'::date as a, '-infinity'::date as b, 'infinity'::timestamp as c"
    print_rows(*query(seed_database, statement), "json")
    assert json.loads(capsys.readouterr().out) == [{"a": "infinity", "b": "-infinity", "c": "infinity"}]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(cell: str, capsys: pytest.CaptureFixture[str]) -> None:
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    print_rows([cell, "b", "c"], [(cell, -5, moment), ([cell, "y"], None, Decimal(-2))], "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))
    assert all(row[0].startswith("'") for row in rows)
    assert rows[1][1] == "-5"
    assert rows[2][2] == "-2"


def test_a_title_that_looks_like_a_formula_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("change,story,articles,into,title,reason\nrename,17be,,,'-5 degrees in May,\n")
    assert read_corrections(tmp_path / "c.csv")[0].title == "-5 degrees in May"
