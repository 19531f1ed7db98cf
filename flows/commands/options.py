"""Options that several commands share, and what they make of them."""

import os
from pathlib import Path
from typing import Annotated

import typer

from flows.lists.settings import Settings, load_settings
from flows.output import OutputFormat

DatabaseOption = Annotated[
    Path | None,
    typer.Option(
        "--database", "-d", help="Database to use [setting: database; cuttings.duckdb]", show_default=False
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="Settings file [cuttings.toml, where there is one]", show_default=False),
]
TableOption = Annotated[bool, typer.Option("--table", help="Print a table (default)")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="Most rows to print")]


def settings_of(config: Path | None, database: Path | None) -> Settings:
    """Return the settings in force for a command."""
    return load_settings(config, os.environ, database=database)


def output_of(*, table: bool, csv: bool, json: bool) -> OutputFormat:
    """Return the format that the flags ask for; raise a usage error where they ask for two."""
    if table + csv + json > 1:
        raise typer.BadParameter("give one of --table, --csv and --json")
    return "json" if json else "csv" if csv else "table"
