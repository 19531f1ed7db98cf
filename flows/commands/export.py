"""The commands that hand rows on as a file: export, feed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import ConfigOption, DatabaseOption, asked, filtered, settings_of, with_watchlist

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


def _export(
    view: Annotated[str, typer.Argument(help="A view or table, as `cuttings sql` knows it: report_stories")],
    typed: "TypedFilters",
    output: Annotated[Path, typer.Option("--output", "-o", help="File: .csv, .jsonl, .parquet, .arrow or .xlsx")],
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write the rows of a view to a file of the kind that its name ends in; dates stay dates, counts numbers."""
    from datetime import UTC, datetime

    from flows.exports import WRITERS
    from flows.exports.beside import written_beside
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
    typer.echo(f"wrote {count:,} rows of {view} to {output}", err=True)


def _feed(
    typed: "TypedFilters",
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write")] = Path("stories.atom"),
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write stories as an Atom feed for any reader: the newest first, one entry a story for ever."""
    import hashlib

    from flows.exports.atom import write_atom
    from flows.exports.beside import write_text
    from warehouse.asking.filters import words_of
    from warehouse.asking.listings import list_feed

    with asked(settings_of(config, database), typed) as (db, filters):
        columns, rows = list_feed(db, filters)
        words = words_of(filters)
    stories = [dict(zip(columns, row, strict=True)) for row in rows]
    # A feed of the same name, entity or outlet is the same feed whenever it is written.
    asked_for = repr((typed.watch, typed.entity, typed.outlet, typed.story, typed.lang))
    identity = hashlib.sha256(asked_for.encode()).hexdigest()[:16]
    title = f"Cuttings: {words}" if words else "Cuttings"
    write_text(output, write_atom(stories, title=title, identity=f"feed:{identity}"))
    typer.echo(f"wrote {len(stories):,} stories to {output}", err=True)
