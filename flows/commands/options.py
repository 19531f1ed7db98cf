"""Options that several commands share, and what they make of them."""

import os
from collections.abc import Callable, Sequence
from functools import update_wrapper
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.lists.settings import Settings, limit_access, load_settings
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
    settings = load_settings(config, os.environ, database=database)
    limit_access(settings)
    return settings


def output_of(*, table: bool, csv: bool, json: bool) -> OutputFormat:
    """Return the format that the flags ask for; raise a usage error where they ask for two."""
    if table + csv + json > 1:
        raise typer.BadParameter("give one of --table, --csv and --json")
    return "json" if json else "csv" if csv else "table"


Answer = tuple[Sequence[str], Sequence[Sequence[Any]]]


def _shared_options(
    database: DatabaseOption = None,
    config: ConfigOption = None,
    table: TableOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Stand for the options of every command that prints rows."""


def answering(rows_of: Callable[..., Answer]) -> Callable[..., None]:
    """Return the command that prints the columns and rows that `rows_of` answers.

    `rows_of` gets the settings in force, then the arguments and options of its own; which database, which settings
    and how to print are the options that all such commands have.
    """
    own = list(signature(rows_of).parameters.values())[1:]
    shared = signature(_shared_options).parameters.values()
    parameters = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in (*own, *shared)]

    def command(**values: Any) -> None:
        from flows.output import print_rows

        output = output_of(table=values.pop("table"), csv=values.pop("csv"), json=values.pop("json"))
        settings = settings_of(values.pop("config"), values.pop("database"))
        columns, rows = rows_of(settings, **values)
        print_rows(columns, rows, output)

    update_wrapper(command, rows_of)
    # Typer reads the options off the signature and the annotations, and would follow the wrapping back.
    del command.__wrapped__  # type: ignore[attr-defined]
    command.__signature__ = Signature(parameters, return_annotation=None)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command
