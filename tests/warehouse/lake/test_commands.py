"""Every command at a lake: it works, or refuses in one line that says what to do instead."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from flows.cli import make_app
from tests.conftest import ask, load_paths, seeds
from tests.warehouse.lake.postgres import find_programs, running_postgres
from warehouse.errors import LakeUnsupported
from warehouse.lake.extensions import has_extensions

needs_lake = [
    pytest.mark.skipif(
        not has_extensions("ducklake", "postgres_scanner"),
        reason="no extensions for this DuckDB: lakes have an environment of their own (requirements-lake.lock)",
    ),
    pytest.mark.skipif(find_programs() is None, reason="no PostgreSQL on this machine"),
]

# With the words that are given to them; {story} and {article} are of the lake.
WORKS = {
    "sql": ["from report_stories"],
    "mentions": [],
    "conflicts": [],
    "quotes": ["{story}"],
    "report": ["--output", "r.html"],
    "digest": [],
    "search": ["Meta"],
    "index": [],
    "stories list": [],
    "stories show": ["{story}"],
    "stories rename": ["{story}", "Named by hand"],
    "stories corrections": [],
    "entities review": [],
    "entities merges": [],
    "statements decisions": [],
    "export": ["report_stories", "--output", "s.xlsx"],
    "feed": ["--output", "f.atom"],
    "cite": [],
    "status": [],
    "sources list": [],
    "archive verify": [],
    "watch apply": ["--trial"],
    "alerts list": [],
    "alerts send": [],
    "replay": [],
    "lake tidy": [],
}

# What each says to do instead.
REFUSES = {
    "pin": (["november"], "--as-of RUN"),
    "delete": (["{article}", "--reason", "asked for", "--yes"], "from a file only"),
    "expire": (["--days", "90", "--yes"], "from a file only"),
    "rebuild": (["archive"], "load what it was loaded from"),
    "repair": ([], "PostgreSQL mends its catalog"),
    "backup": (["kept"], "pg_dump"),
    "restore": (["kept"], "pg_dump"),
}

# The same session as others of the table, and their refusals.
AS_OTHERS = {
    "stories merge", "stories split", "stories move", "stories apply", "entities merge", "entities unmerge",
    "entities part", "statements decide", "statements undo", "statements apply",
}  # fmt: skip

# In `test_lake.py`, or of no database.
ELSEWHERE = {
    "load", "run", "merge", "browse", "serve", "lake create", "lake import", "lake export",
    "extract", "init", "config", "sources add", "sources check", "sources import", "sources export",
    "sources reset", "watch check", "watch test", "watch suggest", "alerts test",
}  # fmt: skip


def names_of(app: typer.Typer) -> set[str]:
    alone = {str(each.name) for each in app.registered_commands}
    parts = [
        (group.name or group.typer_instance.info.name, group.typer_instance) for group in app.registered_groups
    ]
    return alone | {f"{name} {each.name}" for name, part in parts for each in part.registered_commands}


def test_no_command_is_forgotten() -> None:
    told = [*WORKS, *REFUSES, *AS_OTHERS, *ELSEWHERE]
    assert sorted(told) == sorted(names_of(make_app()))


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    programs = find_programs()
    assert programs is not None
    with running_postgres(programs) as server:
        server.make_database("news")
        database = tmp_path_factory.mktemp("commands") / server.address("news")
        load_paths(database, seeds()[0])
        yield database


@pytest.fixture(scope="module")
def ids(lake: Path) -> dict[str, str]:
    [(story, article)] = ask(lake, "select story_id, article_id from story_members")
    return {"story": story, "article": article}


def run(command: str, words: list[str], lake: Path, ids: dict[str, str]) -> object:
    given = [*command.split(), *(word.format(**ids) for word in words), "--database", str(lake)]
    return typer.main.get_command(make_app(given[0]))(given, standalone_mode=False)


class TestLake:
    """At a real one."""

    pytestmark = needs_lake

    @pytest.mark.parametrize("command", WORKS)
    def test_it_works(
        self, command: str, lake: Path, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert not run(command, WORKS[command], lake, ids)

    @pytest.mark.parametrize("command", REFUSES)
    def test_it_refuses_in_one_line(
        self, command: str, lake: Path, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        words, instead = REFUSES[command]
        with pytest.raises(LakeUnsupported, match=instead) as told:
            run(command, words, lake, ids)
        assert "\n" not in str(told.value)
