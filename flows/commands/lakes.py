"""The commands that only a lake needs: create, tidy, import, export."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import ConfigOption, DatabaseOption, IncompleteOption, settings_of


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    lake_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(lake_app, name="lake", help="Lakes: a database as Parquet files, with its catalog apart.")
    lake_app.command("create", epilog="Example: cuttings lake create s3://bucket/news")(_create)
    lake_app.command("tidy", epilog="Example: cuttings lake tidy --days 90")(_tidy)
    lake_app.command("import", epilog="Example: cuttings lake import news.duckdb")(_import)
    lake_app.command("export", epilog="Example: cuttings lake export news.duckdb --as-of 5fc04f")(_export)


def _create(
    data: Annotated[
        str, typer.Argument(help="Folder, or s3://BUCKET/PREFIX, for its Parquet files", show_default=False)
    ],
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Make a lake with its data elsewhere than beside the settings; the catalog knows the way from then on."""
    from flows.output import terminal_talk
    from flows.upkeep.lake_files import make_lake

    settings = settings_of(config, database)
    with terminal_talk() as talk:
        make_lake(settings, data, talk)
        talk.say(f"{settings.database}: keeps its data in {data}")


def _tidy(
    days: Annotated[
        int | None,
        typer.Option(
            help="Forget what runs left so many days ago [lake.forget_days]", min=0, max=36_500, show_default=False
        ),
    ] = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Make few files of many, and drop snapshots that no run published; what runs left stays askable."""
    from flows.output import terminal_talk
    from flows.runs.lake_tidy import tidy_lake

    with terminal_talk() as talk:
        tidy_lake(settings_of(config, database), talk, days=days)


def _import(
    file: Annotated[Path, typer.Argument(help="Database file; it stays as it is", show_default=False)],
    incomplete: IncompleteOption = False,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Fill a new lake from a database file and its archive; killed, the same command once more ends it."""
    from flows.output import terminal_talk
    from flows.upkeep.lake_files import import_file

    settings = settings_of(config, database)
    with terminal_talk() as talk:
        count = import_file(settings, file, talk, is_incomplete=incomplete)
        talk.say(f"{settings.database}: {count:,} rows of {file}")


def _export(
    file: Annotated[Path, typer.Argument(help="Database file to be made", show_default=False)],
    as_of: Annotated[
        str | None, typer.Option(help="As the run whose id begins so left the lake", show_default=False)
    ] = None,
    incomplete: IncompleteOption = False,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write a lake and its archive into a new database file, whole or not at all."""
    from flows.output import terminal_talk
    from flows.upkeep.lake_files import export_file

    settings = settings_of(config, database)
    with terminal_talk() as talk:
        count = export_file(settings, file, talk, as_of=as_of, is_incomplete=incomplete)
        talk.say(f"{file}: {count:,} rows of {settings.database}")
