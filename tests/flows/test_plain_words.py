"""Words of a command line: read as Typer reads them, by fewer imports; and each command's module alone."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer

from flows.cli import MODULES, make_app
from flows.plain_words import read_plainly

LINES = [
    ["a"],
    ["a", "--path", "b/../c", "--number", "7", "--word", "é", "--many", "x", "--many", "y"],
    ["a", "--path", ".", "--number", "0"],
    ["a", "--number", "11"],
    ["a", "--number", "007"],
    ["a", "--number", "٣"],
    ["a", "--number", "1.0"],
    ["a", "--number", "99999999999999999999"],
    ["a", "--yes", "--file", "m", "--file", "n"],
    [],
    ["a", "b"],
    ["a", "--share", "0.5"],
    ["a", "--share", "half"],
]


def _command(
    word: Annotated[str, typer.Argument()],
    path: Path | None = None,
    number: Annotated[int, typer.Option(min=1, max=10)] = 3,
    share: float = 0.1,
    name: Annotated[str | None, typer.Option("--word")] = None,
    many: Annotated[list[str] | None, typer.Option()] = None,
    file: Annotated[list[Path] | None, typer.Option()] = None,
    yes: bool = False,
) -> None:
    """Give what was read to the test."""
    GIVEN.append((word, path, number, share, name, many, file, yes))


GIVEN: list[Any] = []


def _outcome(line: list[str], *, is_plain: bool) -> object:
    app = typer.Typer()
    app.command()(_command)
    command = typer.main.get_command(app)
    if is_plain:
        read_plainly(command)
    GIVEN.clear()
    try:
        command(line, standalone_mode=False)
    except Exception as error:
        return type(error).__name__, str(error)
    return GIVEN[0], [type(each) for each in GIVEN[0]]


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_words_are_read_as_typer_reads_them(line: list[str]) -> None:
    assert _outcome(line, is_plain=True) == _outcome(line, is_plain=False)


@pytest.mark.parametrize("line", [["a", "--path", ""], ["a", "--file", "m", "--file", ""]], ids=" ".join)
def test_an_empty_name_is_not_the_current_folder(line: list[str]) -> None:
    assert _outcome(line, is_plain=True) == ("BadParameter", "an empty name; the current folder is .")


def test_each_command_has_its_module() -> None:
    every = typer.main.get_command(make_app()).commands  # type: ignore[attr-defined]
    assert sorted(every) == sorted(command for commands in MODULES.values() for command in commands)
    for commands in MODULES.values():
        for command in commands:
            held = typer.main.get_command(make_app(command)).commands  # type: ignore[attr-defined]
            assert set(held) == set(commands)


@pytest.mark.parametrize(
    "line",
    [
        "sql 'select 1'",
        "stories list --since 24h",
        "mentions --entity 'Scale AI' --csv",
        "search labeling --limit 3",
    ],
)
def test_questions_load_nothing_that_they_do_not_need(line: str, seed_database: Path) -> None:
    script = (
        "import shlex, sys, flows.cli as cli\n"
        f"sys.argv = ['cuttings', *shlex.split({line!r}), '-d', {str(seed_database)!r}]\n"
        "assert cli.run_command() == 0\n"
        "heavy = {'pydantic', 'pyarrow', 'numpy', 'prefect', 'rich.console', 'httpx', 'extractors.page'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert run.stderr.splitlines()[-1] == "[]"
