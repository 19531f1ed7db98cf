"""Backup and restore: the same database again; what is missing, damaged, cut off or there is told first."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.errors import BackupRefused
from flows.lists.settings import Settings
from flows.output import Quiet
from flows.upkeep.backup import back_up, restore
from tests.compare import differences
from tests.conftest import ask, load_paths, seed
from warehouse.place import place_of


def settings_of(database: Path) -> Settings:
    return replace(Settings(), database=database)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of three articles and a backup that was made at two of them, then at three."""
    folder = tmp_path_factory.mktemp("made")
    database = folder / "news.duckdb"
    load_paths(database, seed("000"), seed("001"))
    back_up(settings_of(database), folder / "backup", Quiet())
    shutil.copytree(folder / "backup", folder / "first")
    load_paths(database, seed("002"))
    back_up(settings_of(database), folder / "backup", Quiet())
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A copy of the folder, to be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "copy"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_restored_it_is_the_same_and_goes_on(copy: Path) -> None:
    database = copy / "again.duckdb"
    restore(settings_of(database), copy / "backup", Quiet())
    assert differences(copy / "news.duckdb", database) == []
    load_paths(copy / "news.duckdb", seed("003"))
    load_paths(database, seed("003"))
    assert differences(copy / "news.duckdb", database) == []
    assert ask(database, "select count(distinct archive_file) from raw_documents") == [(1,)]


def test_what_is_in_the_backup_is_not_copied_again(copy: Path) -> None:
    size = (copy / "news.duckdb").stat().st_size
    assert back_up(settings_of(copy / "news.duckdb"), copy / "backup", Quiet()) == size


def test_an_earlier_backup_is_whole_while_a_later_one_is_cut_off(copy: Path) -> None:
    # What a cut between the archive and the manifest leaves: the file has grown, the manifest is the old one.
    (archived,) = (copy / "backup" / "archive").iterdir()
    shutil.copyfile(archived, copy / "first" / "archive" / archived.name)
    (copy / "first" / "database.part").write_bytes(b"half")
    restore(settings_of(copy / "again.duckdb"), copy / "first", Quiet())
    assert ask(copy / "again.duckdb", "select count(*) from articles") == [(2,)]


def test_what_the_manifest_names_is_on_the_disk_before_it(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[tuple[str, bool]] = []

    def flush(folder: Path) -> None:
        flushed.append((folder.name, (copy / "new" / "manifest.json").exists()))

    monkeypatch.setattr("flows.upkeep.backup.flush_folder", flush)
    back_up(settings_of(copy / "news.duckdb"), copy / "new", Quiet())
    assert flushed == [("archive", False), ("new", False), ("new", True)]


def fill(path: Path) -> None:
    """Spoil all bytes of a file, as many as there were."""
    path.write_bytes(b"x" * path.stat().st_size)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda backup: (backup / "manifest.json").unlink(), "cut off"),
        (lambda backup: (backup / "manifest.json").write_text("{"), "damaged"),
        (lambda backup: next((backup / "archive").iterdir()).unlink(), "missing"),
        (lambda backup: next((backup / "archive").iterdir()).write_bytes(b"x"), "1 of"),
        (lambda backup: fill(next(backup.glob("*.duckdb"))), "damaged"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_before_anything_is_written(copy: Path, spoil, told: str) -> None:
    spoil(copy / "backup")
    before = contents(copy)
    with pytest.raises(BackupRefused, match=told):
        restore(settings_of(copy / "again.duckdb"), copy / "backup", Quiet())
    assert contents(copy) == before


def test_a_manifest_that_is_none_is_refused(copy: Path) -> None:
    path = copy / "backup" / "manifest.json"
    row = json.loads(path.read_text())
    others: list[tuple[Any, str]] = [
        ("[" * 100_000, "damaged"),
        (json.dumps(row | {"format": 2}), "newer"),
        (json.dumps(row | {"format": "1"}), "damaged"),
        (json.dumps({key: value for key, value in row.items() if key != "made_at"}), "damaged"),
        (json.dumps(row | {"database": row["database"] | {"bytes": "1"}}), "damaged"),
        (json.dumps(row | {"database": row["database"] | {"sha256": None}}), "damaged"),
        (json.dumps(row | {"archive": [row["archive"][0] | {"file": "archive/../../x"}]}), "damaged"),
        (json.dumps(row | {"archive": [row["archive"][0] | {"file": "archive/" + "x" * 5_000}]}), "damaged"),
    ]
    for text, told in others:
        path.write_text(text)
        with pytest.raises(BackupRefused, match=told):
            restore(settings_of(copy / "again.duckdb"), copy / "backup", Quiet())


def test_a_restoring_that_was_killed_at_its_end_is_done_again(copy: Path) -> None:
    database = copy / "again.duckdb"
    restore(settings_of(database), copy / "backup", Quiet())
    whole = contents(place_of(database).work)
    database.rename(place_of(database).work / "database.restoring")
    restore(settings_of(database), copy / "backup", Quiet())
    assert contents(place_of(database).work) == whole
    assert ask(database, "select count(*) from articles") == [(3,)]


def test_nothing_is_overwritten(copy: Path, seed_database: Path) -> None:
    before = contents(copy)
    with pytest.raises(BackupRefused, match="there already"):
        restore(settings_of(copy / "news.duckdb"), copy / "backup", Quiet())
    with pytest.raises(BackupRefused, match="another database"):
        back_up(settings_of(seed_database), copy / "backup", Quiet())
    with pytest.raises(BackupRefused, match="no backup"):
        back_up(settings_of(seed_database), copy, Quiet())
    assert contents(copy) == before


def test_what_the_archive_lacks_is_told_first(copy: Path) -> None:
    settings = settings_of(copy / "news.duckdb")
    (lost,) = place_of(copy / "news.duckdb").archive.iterdir()
    lost.unlink()
    with pytest.raises(BackupRefused, match=f"{lost.name}: missing, 3 bodies"):
        back_up(settings, copy / "second", Quiet())
    assert not (copy / "second").exists()
    talk = Quiet()
    back_up(settings, copy / "second", talk, is_incomplete=True)
    restore(settings_of(copy / "again.duckdb"), copy / "second", Quiet())
    load_paths(copy / "again.duckdb", seed("003"))
    assert ask(copy / "again.duckdb", "select count(distinct archive_file) from raw_documents") == [(2,)]
