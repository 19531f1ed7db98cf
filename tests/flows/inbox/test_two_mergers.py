"""Two that merge one inbox, and machines whose clocks differ: each document once, and the database of a load."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from flows.errors import InboxRefused
from flows.inbox.arrived import claim
from flows.output import Quiet
from flows.runs.jobs import make_job
from flows.runs.pipeline import run_job
from tests.compare import differences
from tests.flows.inbox.test_inbox import dump, extract, in_this_process, loaded, merge, settings_for

__all__ = ["dump", "in_this_process", "loaded"]  # fixtures


@pytest.mark.usefixtures("in_this_process")
def test_an_inbox_is_of_one_database(tmp_path: Path, dump: Path, loaded: Path) -> None:
    """What one took is in no other: two merges at once, into one or into two, take each chunk once."""
    inbox, database = tmp_path / "inbox", tmp_path / "news.duckdb"
    extract(dump, inbox)
    claim(inbox, str(database))
    with pytest.raises(InboxRefused, match=r"is merged into .*news\.duckdb; give each database"):
        merge(inbox, tmp_path / "other.duckdb")
    assert list(inbox.glob("chunk-*"))
    settings = replace(settings_for(database), lock_wait_seconds=300.0)
    with ThreadPoolExecutor(2) as threads:
        jobs = [make_job("merge", {"inbox": str(inbox)}, settings) for _ in range(2)]
        merging = [threads.submit(asyncio.run, run_job(job, settings, Quiet())) for job in jobs]
        found = sorted(each.result().counts.found for each in merging)
    assert found == [0, 23]
    assert differences(loaded, database) == []


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("hours", [(1, -1), (-1, 1)])
def test_clocks_that_differ_change_nothing(
    tmp_path: Path, dump: Path, loaded: Path, hours: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of the machine that began the order counts for all, and for no row but when things were seen."""
    for part, ahead in enumerate(hours, 1):
        monkeypatch.setattr("flows.runs.handing_in.datetime", _clock(ahead))
        extract(dump, tmp_path / "inbox", part, 2)
    assert merge(tmp_path / "inbox", tmp_path / "news.duckdb").counts.found == 23
    assert differences(loaded, tmp_path / "news.duckdb") == []


def _clock(hours: int) -> type[datetime]:
    """Return the class of moments on a machine whose clock is so many hours ahead."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + timedelta(hours=hours)

    return Clock
