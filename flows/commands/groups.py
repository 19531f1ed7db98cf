"""Commands about stories."""

from typing import Annotated

import typer

from flows.commands.options import (
    ConfigOption,
    CsvOption,
    DatabaseOption,
    JsonOption,
    LimitOption,
    TableOption,
    output_of,
    settings_of,
)

stories_app = typer.Typer(no_args_is_help=True, help="Stories: events, with the articles that cover them.")


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.add_typer(stories_app, name="stories")
    stories_app.command("list", epilog="Example: cuttings stories list --limit 20")(list_stories)
    stories_app.command("show", epilog="Example: cuttings stories show 3f2a --json")(show_story)


def list_stories(
    limit: LimitOption = 50,
    database: DatabaseOption = None,
    config: ConfigOption = None,
    table: TableOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """List stories with their three counts: articles, distinct texts, outlets."""
    from flows.output import print_rows
    from warehouse.query import list_stories as rows_of

    output = output_of(table=table, csv=csv, json=json)
    columns, rows = rows_of(settings_of(config, database).database, limit=limit)
    print_rows(columns, rows, output)


def show_story(
    story: Annotated[str, typer.Argument(help="Id of a story, or the beginning of one; old ids resolve")],
    database: DatabaseOption = None,
    config: ConfigOption = None,
    table: TableOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Show the articles of one story, in order of their date."""
    from flows.output import print_rows
    from warehouse.query import show_story as rows_of

    output = output_of(table=table, csv=csv, json=json)
    columns, rows = rows_of(settings_of(config, database).database, story)
    print_rows(columns, rows, output)
