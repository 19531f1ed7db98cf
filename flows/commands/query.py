"""Commands that read the published database: sql, mentions, report."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import (
    Answer,
    ConfigOption,
    DatabaseOption,
    LimitOption,
    answering,
    settings_of,
)
from flows.lists.settings import Settings

_MAX_STATEMENT_BYTES = 10_000_000


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("sql", epilog='Example: cuttings sql "select * from report_stories" --json')(answering(_sql))
    app.command("mentions", epilog="Example: cuttings mentions --entity 'Meta Platforms' --csv")(
        answering(_mentions)
    )
    app.command("report", epilog="Example: cuttings report --output report.html")(_report)


def _sql(
    settings: Settings,
    statement: Annotated[str, typer.Argument(help="SQL; `-` reads it from standard input")],
    allow_files: Annotated[
        bool, typer.Option("--allow-files", help="Let it read and write the files that it names")
    ] = False,
) -> Answer:
    """Ask the published database in SQL; it reads and changes nothing else, and not the database either."""
    from warehouse.query import query

    text = _read_statement() if statement == "-" else statement
    return query(settings.database, text, is_file_allowed=allow_files)


def _read_statement() -> str:
    """Return standard input as text; raise a usage error where it is none, or too long to be a statement."""
    import sys

    body = sys.stdin.buffer.read(_MAX_STATEMENT_BYTES + 1)
    if len(body) > _MAX_STATEMENT_BYTES:
        raise typer.BadParameter(f"more than {_MAX_STATEMENT_BYTES:,} bytes on standard input")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"standard input is no UTF-8: {error.reason} at byte {error.start}") from error


def _known_kind(kind: str | None) -> str | None:
    """Return the kind; raise a usage error, which names them, where there is no such kind of mention."""
    from extractors.mentions import MENTION_KINDS

    if kind is not None and kind not in MENTION_KINDS:
        raise typer.BadParameter(f"{kind!r} is not one of {', '.join(MENTION_KINDS)}")
    return kind


KindOption = Annotated[
    str | None, typer.Option(help="Only this kind: person, organization, money, ...", callback=_known_kind)
]


def _mentions(
    settings: Settings,
    entity: Annotated[str | None, typer.Option(help="Only this entity: its id or its name")] = None,
    kind: KindOption = None,
    story: Annotated[str | None, typer.Option(help="Only articles of this story")] = None,
    limit: LimitOption = 100,
) -> Answer:
    """List mentions with the sentences that they stand in."""
    from warehouse.query import list_mentions

    return list_mentions(settings.database, entity=entity, kind=kind, story=story, limit=limit)


def _report(
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write")] = Path("report.html"),
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write one self-contained HTML page: stories, entities, figures and quotes, each opening to its sentences."""
    from datetime import UTC, datetime

    from flows.errors import NotWritable
    from warehouse.database import open_reader
    from warehouse.place import place_of
    from warehouse.report.page import write_report

    place = place_of(settings_of(config, database).database)
    try:
        with open_reader(place) as db:
            write_report(db, output, made_at=datetime.now(UTC))
    except OSError as error:
        raise NotWritable(f"{output}: cannot be written: {error.strerror}") from error
    typer.echo(f"wrote {output}", err=True)
