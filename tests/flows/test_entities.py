"""The commands about entities, on a database of their own."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ARTICLES, ask, load_paths

ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(seed_database: Path, tmp_path: Path) -> Path:
    shutil.copy(seed_database, tmp_path / "news.duckdb")
    shutil.copytree(seed_database.with_name("news.duckdb.work"), tmp_path / "news.duckdb.work")
    return tmp_path / "news.duckdb"


def cuttings(database: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", "entities", *words, "--database", str(database)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def mention_count(database: Path, name: str) -> int:
    ((count,),) = ask(database, f"select count(*) from base_mentions where entity_name = '{name}'")
    return int(count)


def test_a_merge_counts_in_reports_survives_a_run_and_can_be_taken_back(database: Path) -> None:
    wang, droege = mention_count(database, "Alexandr Wang"), mention_count(database, "Jason Droege")
    assert wang
    assert droege
    for _ in range(2):
        run = cuttings(database, "merge", "jason droege", "into", "person:alexandr-wang", "--reason", "a trial")
        assert (run.returncode, run.stdout) == (0, "")
        assert run.stderr.endswith(" counts as person:alexandr-wang\n")
    assert mention_count(database, "Alexandr Wang") == wang + droege
    load_paths(database, ARTICLES)
    assert (mention_count(database, "Alexandr Wang"), mention_count(database, "Jason Droege")) == (
        wang + droege,
        0,
    )
    (row,) = json.loads(cuttings(database, "merges", "--json").stdout)
    assert (row["into_entity_id"], row["is_active"], row["reason"]) == ("person:alexandr-wang", True, "a trial")
    assert cuttings(database, "unmerge", "Jason Droege").returncode == 0
    assert (mention_count(database, "Alexandr Wang"), mention_count(database, "Jason Droege")) == (wang, droege)


def test_review_and_part(database: Path) -> None:
    assert json.loads(cuttings(database, "review", "--json").stdout) == []
    run = cuttings(database, "part", "Jason Droege", "from", "Alexandr Wang")
    assert run.stderr.startswith("two entities: ")


def test_what_is_unknown_is_one_line_and_exit_2(database: Path) -> None:
    run = cuttings(database, "merge", "Nobody", "into", "Jason Droege")
    # The database was copied, so nobody knows whether readers see all of it: it is published.
    told = "cuttings: entity: 'Nobody': no such id or name; what was changed before is published now\n"
    assert (run.returncode, run.stderr) == (2, told)
    again = cuttings(database, "merge", "Nobody", "into", "Jason Droege")
    assert (again.returncode, again.stderr) == (2, "cuttings: entity: 'Nobody': no such id or name\n")
    assert cuttings(database, "merge", "Jason Droege", "with", "Alexandr Wang").returncode == 2
