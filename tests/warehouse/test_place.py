"""The work folder: one for each database, whatever stands behind the last dot; an older one is taken over."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from warehouse.errors import DatabaseMissing, DatabaseUnreadable
from warehouse.place import place_of, writer_lock
from warehouse.runs import Run, start_marker
from warehouse.upkeep.status import read_status

NAMES = ["news.2024", "news.2025", "news", "news.db", "news.duckdb", ".duckdb", "x.work", "ä b.duckdb"]


def make(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    duckdb.connect(str(path)).close()


def test_no_two_databases_share_a_folder(tmp_path: Path) -> None:
    places = [place_of(tmp_path / name) for name in NAMES]
    assert len({place.work for place in places}) == len(NAMES)
    assert not {place.work for place in places} & {place.published for place in places}


@pytest.mark.parametrize("name", ["news.2024", "news.duckdb", "news.db"])
def test_a_folder_of_an_older_version_is_moved(tmp_path: Path, name: str) -> None:
    make(tmp_path / name)
    make(tmp_path / "other.duckdb")
    make(tmp_path / "news.work" / "writer.duckdb")
    (tmp_path / "news.work" / "archive").mkdir()
    place = place_of(tmp_path / name)
    with writer_lock(place, wait_seconds=0):
        assert place.writer.exists()
        assert place.archive.is_dir()
    assert not (tmp_path / "news.work").exists()


@pytest.mark.parametrize("others", [["news.2025"], ["news.2025", "news.db"], ["news"]])
def test_a_folder_that_several_shared_is_refused(tmp_path: Path, others: list[str]) -> None:
    for name in ["news.2024", *others]:
        make(tmp_path / name)
    make(tmp_path / "news.work" / "writer.duckdb")
    for name in ["news.2024", *others]:
        place = place_of(tmp_path / name)
        with (
            pytest.raises(DatabaseUnreadable, match="belongs to this database"),
            writer_lock(place, wait_seconds=0),
        ):
            pass
    (tmp_path / "news.work").rename(tmp_path / "news.2024.work")
    for name in ["news.2024", *others]:
        with writer_lock(place_of(tmp_path / name), wait_seconds=0):
            pass


def test_status_tells_of_the_first_run_before_anything_is_published(tmp_path: Path) -> None:
    place = place_of(tmp_path / "news.duckdb")
    with writer_lock(place, wait_seconds=0):
        start_marker(
            place,
            Run(
                run_id="r",
                flow="load",
                started_at=datetime(2026, 1, 2, tzinfo=UTC),
                code_version="",
                config_hash="",
            ),
        )
        _, rows, is_well = read_status(place.published, stale_hours=24)
    assert [row[2] for row in rows] == ["running"]
    assert is_well
    with pytest.raises(DatabaseMissing):
        read_status(place.published, stale_hours=24)
