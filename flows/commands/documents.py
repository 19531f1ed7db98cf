"""Commands that bring documents in: load, run."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.commands.options import ConfigOption, DatabaseOption, JsonOption, settings_of


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("load", epilog="Example: cuttings load seeds/articles --database news.duckdb")(_load)
    app.command("run", epilog="Example: cuttings run --source 'Example Gazette' --since 2026-01-31")(_run)


def _load(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders", show_default=False)],
    database: DatabaseOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Load articles from files and folders, find copies, stories and mentions, and publish the database."""
    from flows.launch.start import launch

    settings = settings_of(config, database)
    parameters = {"paths": [str(path) for path in paths]}
    raise typer.Exit(launch("load", parameters, settings, config, as_json=json))


def _run(
    source: Annotated[list[str] | None, typer.Option(help="Only this source: its name, URL or id")] = None,
    since: Annotated[str | None, typer.Option(help="Only entries announced since this day (YYYY-MM-DD)")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Most pages to fetch for one source [500]")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what is due; ask nobody")] = False,
    database: DatabaseOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Poll the sources that are due, fetch what is new, load it, and publish the database."""
    from datetime import UTC, datetime

    from flows.launch.start import launch
    from flows.output import print_rows

    settings = settings_of(config, database)
    parameters: dict[str, Any] = {"sources": source or []}
    if limit:
        parameters["limit"] = limit
    if since:
        try:
            parameters["since"] = datetime.fromisoformat(since).replace(tzinfo=UTC).isoformat()
        except ValueError as error:
            raise typer.BadParameter(f"not a day: {since}", param_hint="--since") from error
    if dry_run:
        from flows.upkeep.source_health import due_rows

        print_rows(*due_rows(settings, parameters["sources"]), "json" if json else "table")
        return
    raise typer.Exit(launch("run", parameters, settings, config, as_json=json))
