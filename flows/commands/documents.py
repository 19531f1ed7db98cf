"""Commands that bring documents in: load, run."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import ConfigOption, DatabaseOption, JsonOption, settings_of


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command(epilog="Example: cuttings load seeds/articles --database news.duckdb")(load)


def load(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders", show_default=False)],
    database: DatabaseOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Load articles from files and folders, find copies, stories and mentions, and publish the database."""
    from flows.launch import launch

    settings = settings_of(config, database)
    parameters = {"paths": [str(path) for path in paths]}
    raise typer.Exit(launch("load", parameters, settings, config, as_json=json))
