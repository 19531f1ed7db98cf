"""The commands that hand rows on: export, feed, pin, cite."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    ConfigOption,
    CsvOption,
    DatabaseOption,
    JsonOption,
    PinOption,
    TableOption,
    asked,
    filtered,
    output_of,
    settings_of,
    with_watchlist,
)

if TYPE_CHECKING:
    from warehouse.asking.filters import TypedFilters


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("export", epilog="Example: cuttings export report_stories --since 7d --output week.xlsx")(
        filtered(_export, is_list=True)
    )
    app.command("feed", epilog="Example: cuttings feed --watch 'Meta Platforms' --output meta.atom")(
        filtered(_feed, is_list=True, limit=50)
    )
    app.command("pin", epilog="Example: cuttings pin november; cuttings sql --pin november 'from report_stories'")(
        _pin
    )
    app.command("cite", epilog="Example: cuttings cite --pin november --cff --author 'Jane Doe' > CITATION.cff")(
        _cite
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

    from flows.exports.beside import written_beside
    from flows.exports.formats import WRITERS
    from warehouse.asking.counts import counted
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
    typer.echo(f"wrote {counted(count, 'row')} of {view} to {output}", err=True)


def _feed(
    typed: "TypedFilters",
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write")] = Path("stories.atom"),
    query: Annotated[
        str | None, typer.Option("--query", "-q", help="Only stories that `cuttings search` finds by this")
    ] = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write stories as an Atom feed for any reader: the newest first, one entry a story for ever."""
    import hashlib

    from flows.exports.atom import story_entries, write_atom
    from flows.exports.beside import write_text
    from warehouse.asking.counts import counted
    from warehouse.asking.filters import words_of
    from warehouse.asking.listings import list_feed
    from warehouse.errors import FilterRefused
    from warehouse.place import place_of
    from warehouse.searching.find import find_articles, found_story_ids

    if query is not None and typed.pin is not None:
        raise FilterRefused("pin", "the search index knows what is published, not what is pinned")
    settings = settings_of(config, database)
    with asked(settings, typed) as (db, filters):
        among = None
        if query is not None:
            among = found_story_ids(db, find_articles(db, place_of(settings.database), query), filters)
        columns, rows = list_feed(db, filters, among=among)
        words = "; ".join(filter(None, (query, words_of(filters))))
    stories = [dict(zip(columns, row, strict=True)) for row in rows]
    # A feed of the same name, entity or outlet is the same feed whenever it is written.
    asked_for = repr((typed.watch, typed.entity, typed.outlet, typed.story, typed.lang, *filter(None, [query])))
    identity = hashlib.sha256(asked_for.encode()).hexdigest()[:16]
    title = f"Cuttings: {words}" if words else "Cuttings"
    write_text(output, write_atom(story_entries(stories), title=title, identity=f"feed:{identity}"))
    typer.echo(f"wrote {counted(len(stories), 'story')} to {output}", err=True)


_PIN_COLUMNS = ("pin", "pinned_at", "run_id", "articles", "bytes", "code_version", "database")


def _pin(
    name: Annotated[str | None, typer.Argument(help="Name of the new pin; without one all are listed")] = None,
    remove: Annotated[str | None, typer.Option("--remove", help="Remove this pin", show_default=False)] = None,
    check: Annotated[bool, typer.Option("--check", help="Read each copy and compare it with its hash")] = False,
    database: DatabaseOption = None,
    config: ConfigOption = None,
    table: TableOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Keep what is published now under a name, with what made it, so that a number can be cited; list pins.

    A damaged pin is told, the others are listed, and the exit code is 1.
    """
    from datetime import UTC, datetime

    from flows.lists.version import code_version
    from flows.output import print_rows, printable
    from warehouse.place import place_of
    from warehouse.upkeep.pins import add_pin, list_pins, remove_pin

    output = output_of(table=table, csv=csv, json=json)
    place = place_of(settings_of(config, database).database)
    if remove is not None:
        remove_pin(place, remove)
        typer.echo(f"removed {remove}", err=True)
    made = add_pin(place, name, code_version=code_version(), now=datetime.now(UTC)) if name is not None else None
    pins, damaged = list_pins(place, is_checked=check) if made is None else ([made], [])
    rows = [
        (each.name, each.pinned_at, each.run_id, each.counts["articles"], each.byte_count, each.code_version,
         str(pin.database))
        for pin in pins
        for each in (pin.manifest,)
    ]  # fmt: skip
    for problem in damaged:
        typer.echo(f"cuttings: {printable(str(problem))}", err=True)
    print_rows(_PIN_COLUMNS, rows, output)
    raise typer.Exit(1 if damaged else 0)


def _cite(
    pin: PinOption = None,
    cff: Annotated[bool, typer.Option("--cff", help="Print a CITATION.cff file")] = False,
    author: Annotated[
        list[str] | None, typer.Option("--author", help="Who made the data, for --cff; give it again for each")
    ] = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Print how the data were made, in sentences for a paper's methods; of a pin its content is checked first."""
    from datetime import UTC, datetime

    from flows.exports.cite import as_citation_file, in_sentences
    from flows.lists.version import code_version
    from flows.output import printable
    from warehouse.place import place_of
    from warehouse.upkeep.pins import find_pin, manifest_of

    place = place_of(settings_of(config, database).database)
    if cff and not (author and all(name.strip() for name in author)):
        raise typer.BadParameter("a citation needs who made the data", param_hint="--author")
    if pin is not None:
        manifest = find_pin(place, pin, is_checked=True).manifest
    else:
        manifest = manifest_of(place, code_version=code_version(), now=datetime.now(UTC))
    typer.echo(printable(as_citation_file(manifest, author or []) if cff else in_sentences(manifest)), nl=False)
