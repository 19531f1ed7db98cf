"""Clumsy command lines and settings: one clear line, the right exit code, never a traceback.

In this process, so that a hundred of them take seconds; what needs a real terminal, pipe or full disk is below.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import cli

ROOT = Path(__file__).parents[2]
ESC = "\x1b[31m"
MANY = "9" * 5000

# Command line; {name} is a file of `place` below. What the last line of stderr must say.
CLUMSY: list[tuple[str, str]] = [
    ("lood x", "No such command"),
    ("load", "Missing argument"),
    ("load {none}", "no such file or folder"),
    ("load --no-such-option x", "No such option"),
    ("sql", "Missing argument"),
    ("sql '' -d {db}", "no statement"),
    ("sql ' ; ' -d {db}", "no statement"),
    ("sql 'selec 1' -d {db}", "Parser Error"),
    ("sql 'select * from nothing' -d {db}", "does not exist"),
    ("sql 'select 1' -d {none}", "no such database"),
    ("sql 'select 1' -d {folder}", ""),
    ("sql 'select 1' -d /dev/null", ""),
    ("sql 'select 1' -d /dev/zero", ""),
    ("sql 'select 1' -d {text}", "cannot be read as a DuckDB database"),
    ("sql 'select 1' -d {empty}", "cannot be read as a DuckDB database"),
    ("sql 'select 1' --table --csv -d {db}", "give one of"),
    ("sql 'select 1' --json --csv -d {db}", "give one of"),
    ("sql 'select 1' -d ''", ""),
    ("sql 'select 1/0 as x, 1 as x' -d {none}", "no such database"),
    ('sql "select \'" -d {db}', "Parser Error"),
    ("sql 'select 1' -d {db}/below", ""),
    ("load {text} -d {folder}", ""),
    ("load {text} -d /dev/null", ""),
    ("load {text} -d /proc/nothing", ""),
    ("load {text} -d {text}", "cannot be read as a DuckDB database"),
    ("load {text} -d {db}/x", ""),
    ("load {text} -d /no/such/folder/x/../../../../proc/x", ""),
    ("load {text} -c {none}", "cannot be read"),
    ("load {text} -c {folder}", "Is a directory"),
    ("load {text} -c /dev/zero", "not a regular file"),
    ("load {text} -c {fifo}", "not a regular file"),
    ("load {text} -c {broken}", "not valid TOML"),
    ("load {text} -c {digits}", "not valid TOML"),
    ("load {text} -c {nested}", "not valid TOML"),
    ("load {text} -c {latin}", "not valid TOML"),
    ("load {text} -c {unknown}", "did you mean 'database'"),
    ("load {text} -c {wrong}", "is not bool"),
    ("load {text} -c {huge}", "is not between"),
    ("load {text} -c {notatable}", "is a table"),
    ("load {text} -d {new} -c {badoutlets}", "no CSV in UTF-8"),
    ("load {text} -d {new} -c {longfield}", "no CSV"),
    ("load {text} -d {new} -c {nooutlets}", "no such file"),
    ("load {text} -d {new} -c {fifooutlets}", "not a regular"),
    ("load {text} -d {new} -c {nowatch}", "cannot be read"),
    ("load {text} -d {new} -c {badwatch}", "badwatch.toml"),
    ("load {text} -d {new} -c {deepwatch}", "not valid TOML"),
    ("load {text} -d {new} -c {digitwatch}", "not valid TOML"),
    ("run --since yesterday -d {db}", "not a day"),
    ("run --limit 0 -d {db}", "greater than or equal"),
    ("run --limit x -d {db}", "valid integer"),
    ("run --limit " + MANY + " -d {db}", ""),
    ("run -c {nosources} -d {db}", "no such file"),
    ("run --source nobody -d {db}", "no such source"),
    ("run -c {badsources} -d {db}", "not a usable http or https URL"),
    ("run -c {deepsources} -d {db}", "not valid TOML"),
    ("run -c {fifosources} -d {db}", "no such file"),
    ("run --dry-run -c {secretsources} -d {db}", "********"),
    ("run -c {missingsecret} -d {db}", "has no CUTTINGS_TEST_KEY_THAT_IS_NOT_SET"),
    ("stories show nothing -d {db}", "no story has this id"),
    ("stories show '' -d {db}", "no story has this id"),
    ("stories list -n 0 -d {db}", "greater than or equal"),
    ("stories list -n x -d {db}", "valid integer"),
    ("stories merge a onto b -d {db}", "expected the word into"),
    ("stories merge a into b -d {db}", "no story has"),
    ("stories split a -d {db}", ""),
    ("stories move a into b -d {db}", ""),
    ("stories rename a '' -d {db}", ""),
    ("stories apply {none} -d {db}", "no such file"),
    ("stories apply {text} -d {db}", "columns missing"),
    ("stories apply {latin} -d {db}", ""),
    ("stories apply {folder} -d {db}", "no such file"),
    ("stories apply {fifo} -d {db}", "no such file"),
    ("entities merge a b c -d {db}", "expected the word into"),
    ("entities merge nobody into no-one -d {db}", "no such id or name"),
    ("entities unmerge nobody -d {db}", "no such"),
    ("entities part a from b -d {db}", "no such id or name"),
    ("entities review -n -5 -d {db}", "greater than or equal"),
    ("mentions --kind nonsense -d {db}", "is not one of"),
    ("mentions --limit 0 -d {db}", "greater than or equal"),
    ("mentions -d {none}", "no such database"),
    ("report -o {folder} -d {db}", "cannot be written"),
    ("report -o {none}/x/y -d {db}", "cannot be written"),
    ("report -d {none}", "no such database"),
    ("report -o '' -d {db}", "an empty name"),
    ("archive verify -d {none}", "no such database"),
    ("sources import {none}", "cannot be read"),
    ("sources import /dev/zero", "not a regular file"),
    ("sources import {fifo}", "not a regular file"),
    ("sources import {text}", "not an OPML file"),
    ("sources import {folder}", ""),
    ("sources check nobody", "no such source"),
    ("sources reset nobody -d {db}", "no such"),
    ("sources add ftp://x", "not a usable http or https URL"),
    ("sources add 'http://u:topsecret@x/'", "********"),
    ("sources add ''", "not a usable"),
    ("sources export -c {nosuch}", "cannot be read"),
    ("watch check -w {none}", "cannot be read"),
    ("watch check -w {folder}", ""),
    ("watch check -w {latin}", "UTF-8"),
    ("watch test nothing -d {db}", ""),
    ("replay -d {none}", "no such database"),
    ("replay --examples -1 -d {db}", "greater than or equal"),
    ("status -d {none}", "no such database"),
    ("status --table --json -d {db}", "give one of"),
    ("serve --cron nonsense -d {db}", "no cron schedule"),
    ("serve --every 0 -d {db}", "greater than or equal"),
    ("serve --every inf -d {db}", "less than or equal"),
    (f"mentions --limit {MANY[:20]} -d {{db}}", "less than or equal"),
    ("mentions --entity \udcff -d {db}", "is not UTF-8"),
    ("export report_figures -o /etc/passwd/x.csv -d {db}", "Not a directory"),
    ("serve --cron '* * * * *' --every 5 -d {db}", "give one of"),
    ("config -c {none}", "cannot be read"),
    ("sql '" + ESC + "' -d {db}", "Parser Error"),
    ("sql 'select 1' -d '" + ESC + ".duckdb'", "no such database"),
    ("stories show '" + ESC + "' -d {db}", ""),
    ("'" + ESC + "'", "No such command"),
    ("sql \"copy articles to 'x.csv'\" -d {db}", "--allow-files"),
]

# Variable of the environment and its value, with `config`; what the line must say.
SETTINGS: list[tuple[str, str, str]] = [
    ("EXTRACT_PROCESSES", "-3", "is not between"),
    ("EXTRACT_PROCESSES", "1e3", "is no int"),
    ("EXTRACT_PROCESSES", MANY, ""),
    ("EXTRACT_PROCESSES", "", "is no int"),
    ("LOCK_WAIT_SECONDS", "nan", "is not between"),
    ("LOCK_WAIT_SECONDS", "inf", "is not between"),
    ("LOCK_WAIT_SECONDS", "-1", "is not between"),
    ("EXTRACT_TIMEOUT_SECONDS", "0", "is not between"),
    ("EXTRACT_TIMEOUT_SECONDS", "-inf", "is not between"),
    ("EXTRACT_MEMORY_BYTES", "1" + "0" * 23, "is not between"),
    ("EXTRACT_MEMORY_BYTES", "1", "is not between"),
    ("EXTRACT_BATCH_ARTICLES", "0", "is not between"),
    ("EXTRACT_FILE_BYTES_LIMIT", "-1", "is not between"),
    ("FETCH_DEADLINE_SECONDS", "0", "is not between"),
    ("FETCH_CONNECTION_LIMIT", "0", "is not between"),
    ("FETCH_BODY_BYTES_LIMIT", "0", "is not between"),
    ("FETCH_HOST_INTERVAL_SECONDS", "-1", "is not between"),
    ("FETCH_PROXY", "gopher://x", "proxy"),
    ("FETCH_PROXY", "http://", "proxy"),
    ("FETCH_PROXY", "x", "proxy"),
    ("FETCH_PROXY", "http://a b", "proxy"),
    ("FETCH_IS_ROBOTS_OBEYED", "maybe", "is no bool"),
    ("MENTIONS_MODE", "best", "one of rules, fast, accurate"),
    ("SERVE_STALE_HOURS", "0", "is not between"),
    ("ACCESS", "everybody", "one of owner, group, all"),
    ("DATABASE", "", "is not Path"),
    ("NO_SUCH", "1", "unknown setting"),
    ("EXTRACT_TIMEOUT", "5", "did you mean CUTTINGS_EXTRACT_TIMEOUT_SECONDS"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, seed_database: Path) -> dict[str, Path]:
    """Files that a clumsy person may name."""
    folder = tmp_path_factory.mktemp("clumsy")
    (folder / "folder").mkdir()
    os.mkfifo(folder / "fifo")
    os.mkfifo(folder / "fifo.csv")
    shutil.copy(seed_database, folder / "db.duckdb")
    files = {
        "text": "some text\n",
        "empty": "",
        "broken.toml": "a = [",
        "digits.toml": f"lock_wait_seconds = {MANY}",
        "nested.toml": "a = " + "[" * 5000,
        "unknown.toml": "databas = 'x'",
        "wrong.toml": "[fetch]\nis_robots_obeyed = 1",
        "huge.toml": "[extract]\nprocesses = 100000",
        "notatable.toml": "fetch = 1",
        "badoutlets.toml": "outlets = 'latin'",
        "longfield.toml": "outlets = 'long.csv'",
        "nooutlets.toml": "outlets = 'none.csv'",
        "fifooutlets.toml": "outlets = 'fifo.csv'",
        "nowatch.toml": "watchlist = 'none.toml'",
        "badwatch.toml": "watchlist = 'badwatch.toml'",
        "deepwatch.toml": "watchlist = 'nested.toml'\n# deepwatch.toml",
        "digitwatch.toml": "watchlist = 'digits.toml'",
        "nosources.toml": "sources = 'none.toml'",
        "badsources.toml": "sources = 'bad-list.toml'",
        "bad-list.toml": "[[source]]\nurl = 'http://u:topsecret@x/'",
        "deepsources.toml": "sources = 'nested.toml'",
        "fifosources.toml": "sources = 'fifo'",
        "secretsources.toml": "sources = 'secret-list.toml'",
        "secret-list.toml": "[[source]]\nurl = 'https://x.example/feed?api_key=topsecret'",
        "missingsecret.toml": "sources = 'missing-list.toml'",
        "missing-list.toml": "[[source]]\nurl = 'https://x.example/?k=${CUTTINGS_TEST_KEY_THAT_IS_NOT_SET}'",
    }
    for name, content in files.items():
        (folder / name).write_text(content)
    header = "outlet_id,domain,alias_domains,name,country,language,kind,owner_group\n"
    (folder / "long.csv").write_text(header + "a,a.example,," + "x" * 140_000 + ",,,,\n")
    (folder / "latin").write_bytes("outlet_id,domain\nü,ü".encode("latin-1"))
    named = {path.name.partition(".")[0]: path for path in folder.iterdir()}
    return named | {
        "db": folder / "db.duckdb",
        "none": folder / "none",
        "nosuch": folder / "nosuch.toml",
        "new": folder / "new.duckdb",
        "fifo": folder / "fifo",
        "latin": folder / "latin",
    }


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """In a folder of its own, with no settings around and no Prefect."""
    for name in [name for name in os.environ if name.startswith(("CUTTINGS_", "PREFECT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    mask = os.umask(0o022)
    yield
    os.umask(mask)


def said(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """Return the exit code and what the command said on both streams."""
    monkeypatch.setattr(sys, "argv", ["cuttings", *arguments])
    monkeypatch.setattr(cli, "_drop_stdout", lambda: None)
    code = cli.run_command()
    out = capsys.readouterr()
    return code, out.out + out.err


def words_of(line: str, place: dict[str, Path]) -> list[str]:
    """Return the words of a command line, the names of files of `place` in them written out."""
    return [word.format(**place) if "{" in word and "[" not in word else word for word in shlex.split(line)]


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(("line", "wanted"), CLUMSY, ids=[line[:60] for line, _ in CLUMSY])
def test_a_clumsy_command_line_is_told_in_a_line(
    line: str,
    wanted: str,
    place: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = words_of(line, place)
    code, text = said(words, monkeypatch, capsys)
    assert code == (0 if "--dry-run" in words else 2), text
    assert wanted in text
    assert "Traceback" not in text
    assert "unexpected" not in text
    assert "topsecret" not in text
    assert "\x1b" not in text
    assert len(text) < 4_000


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("name", "value", "wanted"), SETTINGS, ids=[f"{name}={value[:9]}" for name, value, _ in SETTINGS]
)
def test_a_senseless_setting_is_told_in_a_line(
    name: str, value: str, wanted: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"CUTTINGS_{name}", value)
    code, text = said(["config"], monkeypatch, capsys)
    assert code == 2
    assert wanted in text
    assert text.count("\n") == 1
    assert len(text) < 500


def cuttings(*arguments: object, **others: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=ROOT,
        check=False,
        text=True,
        timeout=120,
        **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | others),
    )


def test_standard_input_that_is_no_text(place: dict[str, Path]) -> None:
    command = [sys.executable, "-m", "flows.cli", "sql", "-", "-d", str(place["db"])]
    run = subprocess.run(command, cwd=ROOT, input=b"select '\xff'", capture_output=True, check=False, timeout=60)
    assert run.returncode == 2
    assert b"standard input is no UTF-8" in run.stderr


def test_a_standard_output_that_is_ascii(place: dict[str, Path]) -> None:
    run = cuttings("sql", "select 'é'", "-d", place["db"], env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (run.returncode, run.stderr) == (0, "")
    assert "\\xe9" in run.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_standard_output_that_is_full(place: dict[str, Path]) -> None:
    with Path("/dev/full").open("w") as full:
        run = cuttings("sql", "select range from range(100000)", "--csv", "-d", place["db"], stdout=full)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "No space left" in run.stderr


def test_a_prefect_api_that_does_not_answer(place: dict[str, Path], tmp_path: Path) -> None:
    environment = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    run = cuttings("load", place["text"], "-d", tmp_path / "n.duckdb", env=environment)
    assert run.returncode == 2
    assert "does not answer" in run.stderr.splitlines()[-1]
