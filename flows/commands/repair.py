"""Commands for when things break: repair, backup, restore, rebuild."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import ConfigOption, DatabaseOption, settings_of


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("rebuild", epilog="Example: cuttings rebuild old.duckdb.work/archive --database new.duckdb")(
        _rebuild
    )
    app.command("repair", epilog="Example: cuttings repair --database news.duckdb")(_repair)
    app.command("backup", epilog="Example: cuttings backup /backups/news --database news.duckdb")(_backup)
    app.command("restore", epilog="Example: cuttings restore /backups/news --database news.duckdb")(_restore)


def _repair(database: DatabaseOption = None, config: ConfigOption = None) -> None:
    """Start again where a database file is damaged, from the published copy and the archive of bodies."""
    from flows.output import terminal_talk
    from flows.upkeep.repair import repair

    settings = settings_of(config, database)
    with terminal_talk() as talk:
        count = repair(settings, talk)
        talk.say(f"{settings.database}: in order; {count:,} documents loaded from the archive")


def _backup(
    folder: Annotated[Path, typer.Argument(help="Folder of the backup, made if need be", show_default=False)],
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help="Also where the archive lacks bodies; each file is named")
    ] = False,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Copy the database and what is new in its archive, also while a run is at work, with a manifest of hashes."""
    from flows.output import terminal_talk
    from flows.upkeep.backup import back_up

    settings = settings_of(config, database)
    with terminal_talk() as talk:
        copied = back_up(settings, folder, talk, is_incomplete=incomplete)
        talk.say(f"{folder}: {copied:,} bytes copied")


def _restore(
    folder: Annotated[Path, typer.Argument(help="Folder of the backup", show_default=False)],
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Restore a backup where no database is yet; all of it is checked before anything is written."""
    from flows.output import terminal_talk
    from flows.upkeep.backup import restore

    with terminal_talk() as talk:
        restore(settings_of(config, database), folder, talk)


def _rebuild(
    archive: Annotated[
        Path | None, typer.Argument(help="Folder of an archive, which is copied; else the database's own")
    ] = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Make a database anew from an archive alone; refused where there is one already."""
    from flows.output import terminal_talk
    from flows.upkeep.rebuild import rebuild

    settings = settings_of(config, database)
    with terminal_talk() as talk:
        loaded = rebuild(settings, talk, archive=archive)
        talk.say(f"{settings.database}: made anew from {loaded.documents:,} documents of the archive")
        if loaded.bare:
            talk.say(f"{loaded.bare:,} of them were archived without what their sources said of them")
