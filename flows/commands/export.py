"""The command that hands rows on as a file: export."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import ConfigOption, DatabaseOption, filtered, settings_of, with_watchlist

if TYPE_CHECKING:
    from warehouse.asking.filters import TypedFilters


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("export", epilog="Example: cuttings export report_stories --since 7d --output week.xlsx")(
        filtered(_export, is_list=True)
    )


def _export(
    view: Annotated[str, typer.Argument(help="A view or table, as `cuttings sql` knows it: report_stories")],
    typed: "TypedFilters",
    output: Annotated[Path, typer.Option("--output", "-o", help="File: .csv, .jsonl, .parquet, .arrow or .xlsx")],
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write the rows of a view to a file of the kind that its name ends in; dates stay dates, counts numbers."""
    from datetime import UTC, datetime

    from flows.exports import WRITERS
    from flows.exports.beside import written_beside
    from warehouse.batches import open_view

    if (ending := output.suffix.lower().lstrip(".")) not in WRITERS:
        raise typer.BadParameter(
            f"{output}: its name ends in none of .{', .'.join(WRITERS)}", param_hint="--output"
        )
    settings = settings_of(config, database)
    with (
        open_view(settings.database, view, with_watchlist(settings, typed), now=datetime.now(UTC)) as rows,
        written_beside(output) as partial,
    ):
        count = WRITERS[ending](rows, partial)
    typer.echo(f"wrote {count:,} rows of {view} to {output}", err=True)
