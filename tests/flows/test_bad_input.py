"""Bad files and databases: one clear line, the rest of the batch loaded, a row for what was dropped."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ARTICLES, ask, seed

ROOT = Path(__file__).parents[2]


def cuttings(*arguments: object, environment: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PREFECT_API_URL": ""} | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article and all kinds of bad ones."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_bytes(seed("000").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (folder / "invalid.txt").write_bytes(b"\xff\xfe\xfd" + b"caf\xe9 \xc3\x28 " * 100)
    (folder / "huge.txt").write_bytes(b"All work and no play. " * (50_000_000 // 22))
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (tmp_path / "outside.txt").write_bytes(seed("001").read_bytes())
    (folder / "outside.txt").symlink_to(tmp_path / "outside.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "page.html").mkdir()
    return folder


def test_bad_files_are_counted_and_the_rest_is_loaded(tmp_path: Path, folder: Path) -> None:
    database = tmp_path / "news.duckdb"
    run = cuttings("load", folder, tmp_path / "missing.txt", "--database", database)
    assert run.returncode == 1, run.stderr
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    rows = ask(database, "select location, reason from rejections")
    reasons = {Path(location).name: reason for location, reason in rows}
    assert reasons["empty.txt"] == "empty"
    assert reasons["binary.txt"] == "binary"
    assert reasons["huge.txt"] == "too_large"
    assert reasons["loop"] == "not_regular"
    assert reasons["outside.txt"] == "outside_root"
    assert reasons["pipe.txt"] == "not_regular"
    assert reasons["page.html"] == "not_regular"
    assert reasons["missing.txt"] == "missing"
    assert "invalid.txt" in reasons
    assert ask(database, "select count(*) from articles") == [(1,)]
    ((found, new, unchanged, rejected),) = ask(
        database, "select found_count, new_count, unchanged_count, rejected_count from runs"
    )
    assert (found, new, rejected) == (len(rows) + 1, 1, len(rows))
    assert found == new + unchanged + rejected


def test_nothing_to_load_is_a_usage_error(tmp_path: Path) -> None:
    run = cuttings("load", tmp_path / "none", "--database", tmp_path / "news.duckdb")
    assert run.returncode == 2
    assert "no such file or folder" in run.stderr.splitlines()[-1]
    assert not (tmp_path / "news.duckdb").exists()


@pytest.mark.parametrize("content", [b"no database at all", b"\0" * 50_000], ids=["text", "zeros"])
def test_a_corrupt_database_is_named_and_kept(tmp_path: Path, content: bytes) -> None:
    database = tmp_path / "news.duckdb"
    database.write_bytes(content)
    for arguments in (("load", ARTICLES), ("sql", "select 1"), ("stories", "list")):
        run = cuttings(*arguments, "--database", database)
        assert run.returncode == 2
        assert "cannot be read as a DuckDB database" in run.stderr.splitlines()[-1]
        assert "Traceback" not in run.stderr
    assert database.read_bytes() == content


def test_a_database_of_a_newer_schema_is_named(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    assert cuttings("load", ARTICLES, "--database", database).returncode == 0
    for path in (database, tmp_path / "news.duckdb.work" / "writer.duckdb"):
        with duckdb.connect(str(path)) as db:
            db.execute("load icu")
            db.execute("insert into schema_migrations values (9999, 'later', 'x', now())")
    for arguments in (("load", ARTICLES), ("sql", "select 1")):
        run = cuttings(*arguments, "--database", database)
        assert run.returncode == 2
        assert "newer Cuttings" in run.stderr.splitlines()[-1]


def test_a_locked_database_is_waited_for_and_named(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time, pathlib; from warehouse.place import place_of, writer_lock\n"
            "with writer_lock(place_of(pathlib.Path(sys.argv[1])), wait_seconds=0):\n"
            "    print('held', flush=True); time.sleep(60)",
            str(database),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        run = cuttings("load", ARTICLES, "--database", database, environment={"CUTTINGS_LOCK_WAIT_SECONDS": "0.3"})
    finally:
        holder.kill()
        holder.communicate()
    assert run.returncode == 2
    assert "waiting for process" in run.stderr
    assert "is writing; waited 0.3 s" in run.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("selec 1", "Parser Error"),
        ("select * from nothing", "does not exist"),
        ("delete from articles", "read-only"),
        ("create table x as select 1", "read-only"),
    ],
)
def test_sql_that_cannot_be_is_refused(seed_database: Path, statement: str, message: str) -> None:
    run = cuttings("sql", statement, "--database", seed_database)
    assert run.returncode == 2
    assert message in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


def test_a_full_disk_ends_the_run_cleanly_and_keeps_what_was(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    assert cuttings("load", seed("000"), "--database", database).returncode == 0
    before = database.read_bytes()
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000));"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from flows.cli import main; sys.argv[0] = 'cuttings'; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "load", str(ARTICLES), "--database", str(database)],
        cwd=ROOT,
        env=os.environ | {"PREFECT_API_URL": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 2, run.stderr
    assert run.stderr.splitlines()[-1].endswith("news.duckdb: no space left on the disk; nothing was published")
    assert database.read_bytes() == before
    assert cuttings("load", ARTICLES, "--database", database).returncode == 0
    assert ask(database, "select count(*) from articles") == [(4,)]
