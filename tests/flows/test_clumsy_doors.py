"""Clumsy command lines at the newer doors: search, alerts, digest, pins, decisions, retention, browse."""

import shutil
from pathlib import Path

import pytest

from tests.flows.test_clumsy import alone, place, said, words_of

__all__ = ["alone", "place"]

MANY = "9" * 5000

# What would change a database that is not there.
CHANGES = (
    *("stories rename x y", "stories merge a into b", "entities part a from b", "watch apply", "delete x --yes"),
    *("replay --accept", "sources reset x", "alerts list", "index", "repair", "pin x", "archive verify"),
    *("expire --days 90 --yes", "statements decide x apart", "statements undo x"),
)

CLUMSY: list[tuple[str, str]] = [
    ("search '' -d {db}", ""),
    ("search '(' -d {db}", "character 2"),
    ("search '\"' -d {db}", ""),
    ("search 'NOT' -d {db}", ""),
    ("search 'NOT a' -d {db}", ""),
    ("search '*' -d {db}", ""),
    ("search 'a NEAR/" + MANY + " b' -d {db}", ""),
    ('search \'"a b"~' + MANY + "' -d {db}", ""),
    ("search 'date:9999-99-99' -d {db}", ""),
    ("search 'date:2026..1' -d {db}", ""),
    ("search 'nofield:x' -d {db}", ""),
    ("search meta -d {none}", "no such database"),
    ("alerts send -d {none}", "no such database"),
    ("search meta -d {text}", ""),
    ("search meta --limit 0 -d {db}", "greater than or equal"),
    ("search meta --since nan -d {db}", ""),
    ("search meta --since " + MANY + "d -d {db}", ""),
    ("search meta --until 0000-00-00 -d {db}", ""),
    ("search meta --outlet '' -d {db}", ""),
    ("search meta --entity '\x1b[31m' -d {db}", ""),
    ("search meta --story zzz -d {db}", ""),
    ("index -d {none}", "no such database"),
    ("index -d {text}", ""),
    ("quotes nothing -d {db}", "no story has this id"),
    ("quotes '' -d {db}", "no story has this id"),
    ("digest -d {none}", "no such database"),
    ("digest --output {folder} -d {db}", ""),
    ("digest --output {none}/x.eml -d {db}", "cannot be written"),
    ("digest --since -1d -d {db}", ""),
    ("digest --since 1e9d -d {db}", ""),
    ("feed --output {none}/x -d {db}", "cannot be written"),
    ("feed --output {folder} -d {db}", "cannot be written"),
    ("feed --output '' -d {db}", "an empty name"),
    ("load '' -d {db}", "an empty name"),
    ("load {text} '' -d {db}", "an empty name"),
    ("backup '' -d {db}", "an empty name"),
    ("restore '' -d {new}", "an empty name"),
    ("rebuild '' -d {new}", "an empty name"),
    ("status -d ''", "an empty name"),
    ("config -c ''", "an empty name"),
    ("export nothing --output {new}.csv -d {db}", ""),
    ("export report_stories --output {new}.nothing -d {db}", ""),
    ("export report_stories --output {folder} -d {db}", ""),
    ("export report_stories --output {none}/x.csv -d {db}", "cannot be written"),
    ("export 'report_stories; drop table articles' --output {new}.csv -d {db}", ""),
    ("export report_stories --output {db} -d {db}", ""),
    ("delete nothing --yes -d {db}", "no article has this id"),
    ("delete '' --yes -d {db}", "no article has this id"),
    ("delete nothing --yes -d {none}", "no such database"),
    ("rebuild -d {db}", "is there already"),
    ("rebuild {none} -d {new}", ""),
    ("rebuild {text} -d {new}", ""),
    ("backup {text} -d {db}", ""),
    ("backup {none} -d {none}", "no such database"),
    ("backup /dev/null -d {db}", ""),
    ("backup /proc/x -d {db}", ""),
    ("restore {none} -d {new}", ""),
    ("restore {folder} -d {new}", ""),
    ("restore {text} -d {new}", ""),
    ("restore {fifo} -d {new}", ""),
    ("alerts test nothing -d {db}", "no alert 'nothing'"),
    ("alerts test nothing --days 0 -d {db}", "greater than or equal"),
    ("alerts test nothing --days " + MANY + " -d {db}", ""),
    ("alerts list --limit 0 -d {db}", "greater than or equal"),
    ("browse -d {none}", "no such database"),
    ("browse --port 99999 -d {db}", ""),
    ("browse --port -1 -d {db}", ""),
    ("browse --host 'no such host' -d {db}", ""),
    ("browse --host 203.0.113.1 -d {db}", ""),
    ("pin '' -d {db}", ""),
    ("pin ../../x -d {db}", ""),
    ("pin 'a\nb' -d {db}", ""),
    ("pin x -d {none}", "no such database"),
    ("cite -d {none}", "no such database"),
    ("search meta --pin ../../etc -d {db}", ""),
    ("conflicts --watch nobody -d {db}", ""),
    ("pin --remove nothing -d {db}", "no such pin"),
    ("pin --remove ../.. -d {db}", "64 at most"),
    ("pin " + MANY + " -d {db}", "64 at most"),
    ("sql 'select 1' --pin '' -d {db}", "64 at most"),
    ("cite --pin nothing -d {db}", "no such pin"),
    ("cite --cff --author ' ' -d {db}", "needs who made the data"),
    ("expire -d {db}", "no rule"),
    ("expire --days 29 -d {db}", "30 or more"),
    ("expire --days -5 -d {db}", "30 or more"),
    ("expire --days " + MANY + " -d {db}", "integer"),
    ("expire --days 2147483648 --yes -d {db}", "at most"),
    ("expire --days 10000000 -d {db}", "at most"),
    ("expire --days 90 --outlet '' -d {db}", "not empty"),
    ("expire --days 90 --outlet nobody.example -d {db}", "no outlet has this id"),
    ("expire --days 90 --outlet nobody.example --yes -d {db}", "no outlet has this id"),
    ("expire --days 90 --yes -d {none}", "no such database"),
    ("statements decide x maybe -d {db}", "no contrast has this id"),
    ("statements decide '' apart -d {db}", "no contrast has this id"),
    ("statements decide " + MANY + " conflict -d {db}", "no contrast has this id"),
    ("statements decide x apart --other y -d {db}", ""),
    ("statements undo '' -d {db}", "no decision has this id"),
    ("statements apply {none} -d {db}", "no such file"),
    ("statements apply {folder} -d {db}", "no such file"),
    ("statements apply {fifo} -d {db}", "no such file"),
    ("statements apply {db} -d {db}", "no CSV"),
    ("statements apply {text} -d {db}", "columns missing"),
    ("alerts test '' -d {db}", "no alert"),
    ("quotes " + MANY + " -d {db}", "no story has this id"),
    ("report -o /dev/full -d {db}", "cannot be written"),
    ("feed --output /dev/full -d {db}", "cannot be written"),
    ("stories list --sort none -d {db}", ""),
    ("watch suggest " + MANY + " -d {db}", "no rule"),
    ("watch suggest nobody -w {fifo} -d {db}", "not a regular file"),
    ("watch check -w /dev/zero", "not a regular file"),
    ("watch apply -w {fifo} -d {db}", "not a regular file"),
    ("repair -d {folder}", "is no file"),
    ("repair -d {text}", "no archive lies beside it"),
    ("lake tidy -d {db}", "is no lake"),
    ("lake import {none} -d {db}", "is no lake"),
    ("sql 'select 1' --as-of '' -d {db}", "only a lake"),
    ("sql 'select 1' -d ducklake:", "a lake is named"),
    ("load {text} -d ducklake:postgres:x", "no dbname"),
    ("export \"read_csv('/etc/passwd')\" -o {new}.csv -d {db}", "no view or table"),
    ("browse --edit -d {none}", "no such database"),
    ("extract {text} --inbox {folder} --part 0/4", "not a part"),
    ("extract {text} --inbox {folder} --part 1/" + MANY, "not a part"),
    ("extract {text} --inbox {text}", "File exists"),
    ("merge --inbox {none} -d {db}", "no such folder"),
    ('statements decide "\' or 1=1" apart -d {db}', "no contrast has this id"),
]


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(("line", "wanted"), CLUMSY, ids=[line[:60] for line, _ in CLUMSY])
def test_a_clumsy_line_at_a_newer_door_is_told_in_a_line(
    line: str,
    wanted: str,
    place: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = words_of(line, place)
    code, text = said(words, monkeypatch, capsys)
    assert code == 2, text
    assert wanted in text
    assert "Traceback" not in text
    assert "unexpected" not in text
    assert "\x1b" not in text
    assert len(text) < 4_000


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("line", CHANGES)
def test_a_database_that_is_not_there_is_not_made(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = said([*line.split(), "-d", str(tmp_path / "none.duckdb")], monkeypatch, capsys)
    assert code == 2, text
    assert "no such" in text
    assert "unexpected" not in text
    assert not list(tmp_path.glob("none*"))


@pytest.mark.usefixtures("alone")
def test_an_outbox_that_is_damaged_is_told(
    seed_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(seed_database, tmp_path / "news.duckdb")
    (tmp_path / "news.duckdb.work").mkdir()
    (tmp_path / "news.duckdb.work" / "alerts.sqlite").write_bytes(b"no database" * 999)
    code, text = said(["alerts", "list", "-d", str(tmp_path / "news.duckdb")], monkeypatch, capsys)
    assert code == 2
    assert "cannot be used" in text
    assert "unexpected" not in text
