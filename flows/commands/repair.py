"""The command that puts a damaged database in order."""

import typer

from flows.commands.options import ConfigOption, DatabaseOption, settings_of


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("repair", epilog="Example: cuttings repair --database news.duckdb")(_repair)


def _repair(database: DatabaseOption = None, config: ConfigOption = None) -> None:
    """Start again where a database file is damaged, from the published copy and the archive of bodies."""
    from flows.output import terminal_talk
    from flows.upkeep.repair import repair

    settings = settings_of(config, database)
    with terminal_talk() as talk:
        count = repair(settings, talk)
        talk.say(f"{settings.database}: in order; {count:,} bodies loaded from the archive")
