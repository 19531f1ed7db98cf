"""Commands that read the published database: sql, mentions, conflicts, report, digest."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    Answer,
    ConfigOption,
    DatabaseOption,
    PinOption,
    answering,
    asked,
    filtered,
    settings_of,
)

if TYPE_CHECKING:
    from flows.lists.settings import Settings
    from warehouse.asking.filters import Filters, TypedFilters

_MAX_STATEMENT_BYTES = 10_000_000  # 100,000 ids of 64 digits are 7 MB


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("sql", epilog='Example: cuttings sql "select * from report_stories" --json')(answering(_sql))
    app.command("mentions", epilog="Example: cuttings mentions --entity 'Meta Platforms' --csv")(
        answering(filtered(_mentions, is_list=True, limit=100))
    )
    app.command("conflicts", epilog="Example: cuttings conflicts --since 7d --watch any")(
        answering(filtered(_conflicts, is_list=True, limit=50))
    )
    app.command("quotes", epilog="Example: cuttings quotes 17be --csv")(answering(_quotes))
    app.command(
        "report", epilog="Example: cuttings report --since 7d --watch 'Meta Platforms' --output report.html"
    )(filtered(_report))
    app.command("digest", epilog="Example: cuttings digest --since 7d --watch any --output week.eml")(
        filtered(_digest)
    )


def _sql(
    settings: "Settings",
    statement: Annotated[str, typer.Argument(help="SQL; `-` reads it from standard input")],
    allow_files: Annotated[
        bool, typer.Option("--allow-files", help="Let it read and write the files that it names")
    ] = False,
    pin: PinOption = None,
    as_of: Annotated[
        str | None, typer.Option(help="Of a lake: ask what the run whose id begins so left", show_default=False)
    ] = None,
) -> Answer:
    """Ask the published database in SQL; it reads and changes nothing else, and not the database either."""
    from warehouse.query import query

    text = _read_statement() if statement == "-" else statement
    database = settings.database
    if pin is not None:
        from warehouse.place import place_of
        from warehouse.upkeep.pins import find_pin

        database = find_pin(place_of(database), pin).database
    return query(database, text, is_file_allowed=allow_files, as_of=as_of)


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
    if kind is None:
        return None
    from extractors.mentions.finders import MENTION_KINDS  # with all finders: .2 s of CPU

    if kind not in MENTION_KINDS:
        raise typer.BadParameter(f"{kind!r} is not one of {', '.join(MENTION_KINDS)}")
    return kind


KindOption = Annotated[
    str | None, typer.Option(help="Only this kind: person, organization, money, ...", callback=_known_kind)
]


def _mentions(settings: "Settings", typed: "TypedFilters", kind: KindOption = None) -> Answer:
    """List mentions with the sentences that they stand in."""
    from warehouse.asking.listings import list_mentions

    with asked(settings, typed) as (db, filters):
        return list_mentions(db, filters, kind=kind)


def _conflicts(
    settings: "Settings",
    typed: "TypedFilters",
    is_all: Annotated[
        bool, typer.Option("--all", help="Roundings and values of another scope or time as well")
    ] = False,
) -> Answer:
    """List values of one measure on which texts of a story differ, or that are stale, with their sentences."""
    from warehouse.asking.listings import list_conflicts

    with asked(settings, typed) as (db, filters):
        return list_conflicts(db, filters, is_all=is_all)


def _quotes(
    settings: "Settings",
    story: Annotated[
        str, typer.Argument(help="Story: its id or the beginning; old ids resolve", show_default=False)
    ],
) -> Answer:
    """Show quotations of a story that render one utterance in other words or cut, and sentences that report it."""
    from warehouse.database import open_reader
    from warehouse.place import place_of
    from warehouse.query import find_story
    from warehouse.statements.variants import COLUMNS, quote_variants

    with open_reader(place_of(settings.database)) as db:
        return COLUMNS, quote_variants(db, find_story(db, story))


def _report(
    typed: "TypedFilters",
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write")] = Path("report.html"),
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write one self-contained HTML page: stories, entities, figures and quotes, each opening to its sentences."""
    from flows.exports.beside import write_text
    from warehouse.asking.filters import words_of
    from warehouse.asking.narrow import narrow
    from warehouse.report.page import render_report

    with asked(settings_of(config, database), typed) as (db, filters):
        narrow(db, filters)
        title = f"Cuttings: {words_of(filters)}" if filters.is_narrow else "Cuttings"
        write_text(output, render_report(db, made_at=filters.now, title=title))
    typer.echo(f"wrote {output}", err=True)


def _digest(
    typed: "TypedFilters",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File: .eml (a mail), .html or .txt; without it the text is printed"),
    ] = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write what a week brought as a message: stories, outlets, shares, figures, conflicts and gaps."""
    from flows.exports.beside import write_text, written_beside
    from flows.output import printable
    from warehouse.digest.message import as_mail, write_digest

    ending = output.suffix.lower() if output else ".txt"
    if ending not in (".eml", ".html", ".txt"):
        raise typer.BadParameter(f"{output}: its name ends in none of .eml, .html, .txt", param_hint="--output")
    with asked(settings_of(config, database), typed) as (db, filters):
        digest = write_digest(db, filters, again=_again(typed, filters, database=database, config=config))
    if output is None:
        typer.echo(printable(digest.text))
        return
    if ending == ".eml":
        with written_beside(output) as partial:
            partial.write_bytes(as_mail(digest))
    else:
        write_text(output, digest.html if ending == ".html" else digest.text)
    typer.echo(f"wrote {output}", err=True)


def _again(
    typed: "TypedFilters", filters: "Filters", *, database: Path | None, config: Path | None
) -> dict[str, str]:
    """Return the options that ask for the digest's rows at any later time: of the window, and all of them."""
    import shlex
    from dataclasses import asdict

    from warehouse.digest.told import window_of

    now, _ = window_of(filters)
    moments = {"since": now.since, "until": now.until}
    window = {
        name: f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
        for name, moment in moments.items()
        if moment
    } | {"by": now.by}
    names = {name: value for name, value in asdict(typed).items() if value is not None and name not in window}
    places = {"database": database, "config": config}
    files = {name: str(path) for name, path in places.items() if path}

    def words(options: dict[str, str]) -> str:
        return " ".join(f"--{name} {shlex.quote(value)}" for name, value in options.items())

    return {"window": words(window | files), "all": words(window | names | files)}
