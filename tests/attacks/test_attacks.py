"""A small part of the attacks of `tests/attacks/run.py`, with the tests."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attacks import files, fuzz, telling, upkeep
from tests.attacks.harness import Ground, command
from tests.attacks.hostile import ill_loads

BAD = (
    "lost",
    "doubled",
    "hang",
    "failed",
    "never",
    "wrong",
    "not clear",
    "unreadable",
    "other table",
    "left over",
    "same",
)


def faults(found: "dict[str, int]") -> dict[str, int]:
    return {name: value for name, value in found.items() if value and any(word in name for word in BAD)}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("attacks") / "ground")


@pytest.mark.filterwarnings("ignore")
def test_a_few_kills(ground: Ground) -> None:
    assert faults(files.kills(ground, 2, random.Random(1))) == {}


@pytest.mark.filterwarnings("ignore")
def test_a_kill_of_a_poll_and_of_a_migration(ground: Ground) -> None:
    only = ("run", f"migrate {upkeep.RELEASED[-1].name[:4]}")
    assert faults(upkeep.kills(ground, 2, random.Random(1), only=only)) == {}


@pytest.mark.filterwarnings("ignore")
def test_a_kill_of_an_edit_of_a_page(ground: Ground, tmp_path: Path) -> None:
    assert (
        faults(upkeep.kills(Ground(tmp_path / "ground"), 2, random.Random(2), only=("page: rename", "page: undo")))
        == {}
    )


@pytest.mark.filterwarnings("ignore")
def test_a_few_kills_amid_telling(ground: Ground) -> None:
    assert faults(telling.kills(ground, 2, random.Random(1))) == {}


@pytest.mark.filterwarnings("ignore")
def test_a_few_damaged_bytes(ground: Ground) -> None:
    assert faults(files.damage(ground, 3, random.Random(1))) == {}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not files.can_mount(), reason="needs to mount a small disk")
def test_a_few_full_disks(ground: Ground) -> None:
    assert faults(files.full_disks(ground, 2)) == {}


@pytest.mark.filterwarnings("ignore")
def test_who_may_read_and_what_a_killed_run_left(ground: Ground) -> None:
    place = ground.fresh()
    assert [path for path in _all_of(place) if path.stat().st_mode & 0o077] == []
    work = place / "n.duckdb.work"
    left = [
        *(
            work / name
            for name in ("writer.duckdb.part", "lines.part", "spill/duckdb_temp_1_0_storage_DEFAULT-0.tmp")
        ),
        *(place / f".n.duckdb.new{ending}" for ending in ("", ".wal")),
        work / "archive.part" / "a.warc.gz",
    ]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    opened = command(
        "load",
        str(ground.articles[2]),
        "-d",
        str(place / "n.duckdb"),
        said=ground.said,
        prepare=lambda: os.environ.update(CUTTINGS_ACCESS="group"),
    )
    assert opened.code == 0, opened.text
    assert [path for path in left if path.exists()] == []
    rights = {path: path.stat().st_mode & 0o777 for path in (place / "n.duckdb", work, work / "search.sqlite")}
    assert list(rights.values()) == [0o640, 0o750, 0o640]
    assert [path for path in _all_of(place) if path.stat().st_mode & 0o027] == []


def _all_of(place: Path) -> list[Path]:
    return [place / "n.duckdb", *(place / "n.duckdb.work").rglob("*")]


@pytest.mark.parametrize("name", list(fuzz.PARSERS))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(number=st.integers(0, 2**32))
def test_no_exception_gets_out_of_a_parser(name: str, number: int) -> None:
    dice = random.Random(number)
    parse, seeds = fuzz.PARSERS[name]
    try:
        parse(fuzz.mutated(dice.choice(seeds), dice))
    except fuzz.OWN_ERRORS:
        return


@pytest.mark.filterwarnings("ignore")
def test_hostile_tables_and_pages_are_articles_or_rows(ground: Ground) -> None:
    found = ill_loads.hostile(ground, only=(".csv", ".parquet", ".html", ".txt"))
    assert faults({name: value for name, value in found.items() if not name.startswith("row: ")}) == {}
