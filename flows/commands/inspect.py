"""Commands that tell how things stand: status, config."""

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    Answer,
    ConfigOption,
    CsvOption,
    DatabaseOption,
    JsonOption,
    TableOption,
    answering,
    output_of,
    settings_of,
)

if TYPE_CHECKING:
    from flows.lists.settings import Settings


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("status", epilog="Example: cuttings status || mail -s 'Cuttings is stale' desk@example.org")(
        _status
    )
    app.command("config", epilog="Example: CUTTINGS_DATABASE=/data/news.duckdb cuttings config")(
        answering(_print_config)
    )


def _status(
    database: DatabaseOption = None,
    config: ConfigOption = None,
    table: TableOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Tell how fresh the database is; exit 1 when a source is stale or the last run failed."""
    from flows.output import print_rows
    from warehouse.upkeep.status import read_status

    output = output_of(table=table, csv=csv, json=json)
    settings = settings_of(config, database)
    columns, rows, is_well = read_status(settings.database, stale_hours=settings.serve.stale_hours)
    print_rows(columns, rows, output)
    raise typer.Exit(0 if is_well else 1)


def _print_config(
    settings: "Settings",
    changed: Annotated[bool, typer.Option("--changed", help="Only what differs from the default")] = False,
) -> Answer:
    """Print the settings in force, secrets masked."""
    from flows.cell_values import as_json
    from flows.lists.settings import environment_name, list_settings

    rows = [
        (name, as_json(value), environment_name(name), about)
        for name, value, default, about in list_settings(settings)
        if not changed or value != default
    ]
    return ("setting", "value", "environment", "meaning"), rows
