"""What the tests of whole runs share: loading by plain functions, asking the published copy."""

import asyncio
import gc
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.lists.settings import Settings
from flows.output import Quiet
from flows.runs.jobs import make_job
from flows.runs.pipeline import Report, run_job
from tests.forked import forked_workers
from warehouse import database as databases
from warehouse.place import Place, place_of
from warehouse.query import query
from warehouse.shipped import SEEDS

ARTICLES = SEEDS / "articles"

# Where whole runs are made, each in a second or more: the modules whose tests take most of the time of all.
SLOW = (
    "tests/attacks/", "tests/flows/launch/", "tests/flows/runs/", "tests/flows/upkeep/", "tests/flows/workers/",
    "tests/flows/alerts/", "tests/flows/browse/", "tests/warehouse/searching/test_search.py",
    "tests/flows/lists/test_corrections_file.py", "tests/flows/lists/test_sources.py", "tests/flows/test_",
    "tests/warehouse/statements/", "tests/warehouse/copies/", "tests/warehouse/stories/", "tests/test_readme.py",
    "tests/test_new_kind.py", "tests/test_wheel.py", "tests/warehouse/test_report.py",
    "tests/warehouse/test_summaries.py", "tests/extractors/page/test_whole.py", "tests/evaluation/",
    "tests/warehouse/lake/test_lake.py", "tests/warehouse/lake/test_commands.py", "tests/flows/inbox/",
    "tests/warehouse/digest/test_message.py", "tests/warehouse/names/test_resolve.py",
    "tests/warehouse/test_entity_merges.py", "tests/warehouse/test_released.py",
)  # fmt: skip

Load = Callable[..., Report]
Ask = Callable[[Path, str], list[tuple[Any, ...]]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of whole runs as slow."""
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker(pytest.mark.slow)


def pytest_unconfigure() -> None:
    """Take back what Hypothesis has the garbage collector call.

    It holds, beyond the interpreter's end, what the test modules hold: DuckDB's types too, and the bindings then
    print 40 lines of "leaked" after a green run.
    """
    gc.callbacks[:] = [each for each in gc.callbacks if not each.__module__.startswith("hypothesis.")]


@pytest.fixture(scope="session", autouse=True)
def one_empty_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Place], None]]:
    """Let new databases of this process be copies of one, made as any is: that takes 1.1 s of CPU, a copy .03.

    Yields what makes a new one, for the tests of that.
    """
    empty = place_of(tmp_path_factory.mktemp("empty") / "news.duckdb")
    make_writer = databases._make_writer

    def copied(place: Place) -> None:
        if not empty.writer.exists():
            empty.work.mkdir(parents=True, exist_ok=True)
            make_writer(empty)
        shutil.copyfile(empty.writer, place.writer)
        with databases.connect(place.writer, place, read_only=False) as db:
            db.execute("update schema_migrations set applied_at = now()")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(databases, "_make_writer", copied)
        yield make_writer


@pytest.fixture(scope="session", autouse=True)
def copies_as_workers() -> Iterator[None]:
    """Let workers be copies of this process; those of `tests/flows/workers` are started as they are in use."""
    with forked_workers():
        yield


def load_paths(database: Path, *paths: Path, settings: Settings | None = None) -> Report:
    """Load the paths into the database by plain functions, with one worker process."""
    settings = replace(settings or Settings(), database=database)
    settings = replace(settings, extract=replace(settings.extract, processes=1))
    job = make_job("load", {"paths": [str(path) for path in paths]}, settings)
    return asyncio.run(run_job(job, settings, Quiet()))


def ask(database: Path, statement: str) -> list[tuple[Any, ...]]:
    """Return the rows of the statement on the published copy."""
    return query(database, statement)[1]


def seed(number: str) -> Path:
    """Return the path of the seed article whose name begins with the number."""
    return next(ARTICLES.glob(f"{number}_*.txt"))


def seeds() -> Sequence[Path]:
    """Return the four seed articles in order."""
    return sorted(ARTICLES.glob("*.txt"))


@pytest.fixture(scope="session")
def seed_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that the main command makes of the seeds; not to be written to."""
    database = tmp_path_factory.mktemp("seeds") / "news.duckdb"
    load_paths(database, ARTICLES)
    return database
