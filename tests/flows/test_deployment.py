"""Prefect's state of a run: Failed where no source answered or too much was rejected, Completed otherwise."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prefect.states import State

from flows.deployment import check_folder, check_paths, state_of
from flows.errors import NotWritable, SettingsError
from flows.ingest import ingest
from flows.lists.settings import Settings
from flows.runs.pipeline import Report
from flows.runs.steps import BatchCounts
from warehouse.place import place_of
from warehouse.runs import Run

RUN = Run(run_id="1", flow="run", started_at=datetime.now(UTC), outcome="clean", code_version="1", config_hash="x")
REPORT = Report(run=RUN, counts=BatchCounts(found=4, new=4), stored={}, stage_seconds={})


def said(state: State[Report]) -> tuple[str, str | None]:
    return state.name or "", state.message


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (REPORT, ("Completed", "new 4, rejected 0")),
        (
            replace(REPORT, counts=BatchCounts(found=4, new=2, rejections=(("empty", 2),))),
            ("Completed", "new 2, rejected 2"),
        ),
        (
            replace(REPORT, counts=BatchCounts(found=4, new=1, rejections=(("empty", 3),))),
            ("Failed", "3 of 4 documents were rejected"),
        ),
        (
            replace(REPORT, counts=BatchCounts(), asked_sources=3, failed_sources=3),
            ("Failed", "none of 3 sources answered"),
        ),
        (replace(REPORT, asked_sources=3, failed_sources=2), ("Completed", "new 4, rejected 0")),
        (
            replace(REPORT, run=replace(RUN, outcome="skipped", error="another writes")),
            ("Skipped", "another writes"),
        ),
    ],
)
def test_outcomes_are_states(report: Report, expected: tuple[str, str]) -> None:
    assert said(state_of(report, Settings())) == expected


def test_a_path_that_counts_from_the_workers_folder_is_refused() -> None:
    check_paths({"database": None, "config": "/srv/newsroom/cuttings.toml"})
    with pytest.raises(SettingsError, match=r"database 'news\.duckdb' is not an absolute path"):
        check_paths({"database": "news.duckdb"})


def test_settings_and_a_folder_that_are_missing_are_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none/cuttings\.toml"):
        asyncio.run(ingest.fn(config=str(tmp_path / "none" / "cuttings.toml")))
    with pytest.raises(NotWritable, match="there is no folder"):
        check_folder(place_of(tmp_path / "none" / "news.duckdb"))
    assert list(tmp_path.iterdir()) == []
