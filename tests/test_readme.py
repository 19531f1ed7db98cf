"""What the README prints is what runs print, and what it should name it names.

python -m tests.test_readme    writes the answers and the settings into the README anew
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import typer

from flows.cli import make_app
from flows.lists.columns import KNOWN_COLUMNS
from flows.lists.settings import Settings, list_settings

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
ANSWER = re.compile(r"```console\n\$ (cuttings [^\n]*)\n(.*?)```", re.DOTALL)
SETTING_ROWS = re.compile(r"(\| setting \| meaning \|\n\|---\|---\|\n)((?:\|[^\n]*\n)*)")


def answer(command: str, database: Path) -> str:
    """Return what the command prints when it asks the database in the place of news.duckdb."""
    words = [str(database) if word == "news.duckdb" else word for word in shlex.split(command)[1:]]
    run = subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return "\n".join(line.rstrip() for line in run.stdout.splitlines()) + "\n"


def setting_rows() -> str:
    """Return the rows of the table of settings."""
    return "".join(f"| `{name}` | {about} |\n" for name, _, _, about in list_settings(Settings()))


@pytest.mark.parametrize(("command", "printed"), ANSWER.findall(README.read_text(encoding="utf-8")))
def test_answers_are_as_printed(seed_database: Path, command: str, printed: str) -> None:
    assert answer(command, seed_database) == printed


def test_every_setting_is_explained() -> None:
    match = SETTING_ROWS.search(README.read_text(encoding="utf-8"))
    assert match is not None
    assert match[2] == setting_rows()


def test_every_column_of_dumps_is_named() -> None:
    text = README.read_text(encoding="utf-8")
    for field, columns in KNOWN_COLUMNS.items():
        assert f"| `{field}` | {', '.join(f'`{column}`' for column in columns)} |" in text


def command_names() -> list[str]:
    """Return every command as it is typed."""
    names = []
    group = typer.main.get_command(make_app())
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        names += [f"{name} {each}" for each in below] if below else [name]
    return names


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_in_the_readme_and_has_an_example(name: str) -> None:
    first, _, second = name.partition(" ")
    text = README.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if f"`cuttings {first}" in line]
    assert any(second in row for row in rows), f"no row for cuttings {name}"
    run = subprocess.run(
        [sys.executable, "-m", "flows.cli", *name.split(), "--help"],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert f"Example: cuttings {first}" in run.stdout or f"cuttings {name}" in run.stdout


def write_readme() -> None:
    """Put the present answers and settings into the README."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "news.duckdb"
        load = ["load", "seeds/articles", "--database", str(database)]
        subprocess.run([sys.executable, "-m", "flows.cli", *load], cwd=ROOT, check=True)
        text = README.read_text(encoding="utf-8")
        text = ANSWER.sub(lambda match: f"```console\n$ {match[1]}\n{answer(match[1], database)}```", text)
        text = SETTING_ROWS.sub(lambda match: match[1] + setting_rows(), text)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_readme()
