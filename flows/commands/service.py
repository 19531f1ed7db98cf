"""The command that keeps Cuttings running: serve."""

from typing import Annotated

import typer

from flows.commands.options import ConfigOption, DatabaseOption, settings_of


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("serve", epilog="Example: cuttings serve --cron '*/15 * * * *'")(_serve)


def _serve(
    cron: Annotated[str | None, typer.Option(help="When to run, in UTC [setting: serve.cron]")] = None,
    every: Annotated[
        float | None, typer.Option(min=1, max=31_536_000, help="Run every so many seconds instead")
    ] = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Run everything configured by schedule, until it is stopped. Starts a Prefect server where none is named."""
    from flows.launch.serve import serve_runs
    from flows.output import plain_talk

    if cron and every:
        raise typer.BadParameter("give one of --cron and --every")
    settings = settings_of(config, database)
    serve_runs(settings, config, plain_talk(), cron=cron, every_seconds=every)
