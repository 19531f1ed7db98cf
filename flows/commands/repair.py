"""Commands on a database as a whole: replay, repair, backup, restore, rebuild, delete, expire."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    Answer,
    ConfigOption,
    CsvOption,
    DatabaseOption,
    IncompleteOption,
    JsonOption,
    TableOption,
    answering,
    output_of,
    settings_of,
)

if TYPE_CHECKING:
    from flows.lists.settings import Settings


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("replay", epilog="Example: cuttings replay --examples 5, then cuttings replay --accept")(_replay)
    app.command("delete", epilog="Example: cuttings delete 5fc04f --reason 'asked for by its author' --yes")(
        _delete
    )
    app.command("expire", epilog="Example: cuttings expire --days 90 --outlet reuters.com --yes")(
        answering(_expire)
    )
    app.command("rebuild", epilog="Example: cuttings rebuild old.duckdb.work/archive --database new.duckdb")(
        _rebuild
    )
    app.command("repair", epilog="Example: cuttings repair --database news.duckdb")(_repair)
    app.command("backup", epilog="Example: cuttings backup /backups/news --database news.duckdb")(_backup)
    app.command("restore", epilog="Example: cuttings restore /backups/news --database news.duckdb")(_restore)


def _replay(
    accept: Annotated[bool, typer.Option("--accept", help="Load what changed; else only show it")] = False,
    examples: Annotated[int, typer.Option("--examples", min=0, max=1_000_000, help="Changes to show")] = 10,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Extract everything in the archive anew and show what the present extractor would change."""
    from flows.output import printable, terminal_talk
    from flows.upkeep.replay import replay as read_again

    settings = settings_of(config, database)
    with terminal_talk() as talk:
        found = read_again(settings, talk, is_accepted=accept, example_count=examples)
        counts = (
            ", ".join(f"{kind} {count:,}" for kind, count in sorted(found.outcomes.items())) or "nothing archived"
        )
        talk.say(f"replayed: {counts}")
        if found.fields:
            talk.say("changed: " + ", ".join(f"{name} {count:,}" for name, count in found.fields.most_common()))
        talk.say(
            f"accepted: the new revisions are in force; {found.renewed:,} others have their mentions found anew"
            if accept
            else "nothing was written; --accept does it"
        )
    for change in found.examples:
        print(printable(f"{change.location}: {', '.join(change.fields) or 'only what was cut'}"))  # noqa: T201 - data
        for mark, sentences in (("-", change.removed), ("+", change.added)):
            for sentence in sentences:
                print(printable(f"  {mark} {sentence[:300]}"))  # noqa: T201 - data


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
    incomplete: IncompleteOption = False,
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
    incomplete: IncompleteOption = False,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Make a database anew from an archive alone; refused where there is one already."""
    from flows.output import terminal_talk
    from flows.upkeep.rebuild import rebuild

    settings = settings_of(config, database)
    with terminal_talk() as talk:
        loaded = rebuild(settings, talk, archive=archive, is_incomplete=incomplete)
        talk.say(f"{settings.database}: made anew from {loaded.documents:,} documents of the archive")
        if loaded.bare:
            talk.say(f"{loaded.bare:,} of them were archived without what their sources said of them")


def _delete(
    article: Annotated[str, typer.Argument(help="Id of the article, or its beginning", show_default=False)],
    reason: Annotated[str | None, typer.Option(help="Kept beside the article's id")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; else only show which rows would go")] = False,
    database: DatabaseOption = None,
    config: ConfigOption = None,
    table: TableOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Delete one article for good, in database, archive and index, and show what names it before and after."""
    from flows.output import print_rows, terminal_talk
    from flows.upkeep.deletion import delete, what_goes

    settings = settings_of(config, database)
    output = output_of(table=table, csv=csv, json=json)
    with terminal_talk() as talk:
        found = delete(settings, article, talk, reason=reason) if yes else what_goes(settings, article)
        left = {(name, column): rows for name, column, rows in found.after}
        talk.say(
            f"{found.article_id}: deleted; backups, copies and pages made of it before are not"
            if yes
            else f"{found.article_id}: nothing was written; --yes deletes it for good"
        )
        for pin in found.pins:
            talk.say(f"the pin {pin} holds it still; `cuttings pin --remove {pin}` removes that")
    rows = [(*each, left.pop(each[:2], 0) if yes else each[2]) for each in found.before]
    rows += [(*at, 0, count) for at, count in left.items()]
    print_rows(["table", "column", "rows_before", "rows_after"], rows, output)
    raise typer.Exit(1 if found.after or (yes and found.pins) else 0)


def _expire(
    settings: "Settings",
    days: Annotated[
        int | None,
        typer.Option(help="Texts first seen so many days ago [retention.texts_days]", show_default=False),
    ] = None,
    outlet: Annotated[
        list[str] | None, typer.Option(help="Only of this outlet, by its id; may be repeated")
    ] = None,
    reserved: Annotated[
        bool, typer.Option("--reserved", help="Only of pages that reserve text mining or say noarchive")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; else only show what would go")] = False,
) -> Answer:
    """Take old texts away by the rule of retention; mentions, figures, quotations and all counts stay."""
    from flows.output import terminal_talk
    from flows.upkeep.retention import expire, rule_of, what_expires
    from warehouse.upkeep.retention import COLUMNS

    outlets = tuple(outlet) if outlet else None
    rule = rule_of(settings, days=days, outlets=outlets, is_reserved_only=reserved)
    with terminal_talk() as talk:
        if yes:
            found = expire(settings, rule, talk)
            back = found.bytes_before - found.bytes_after
            talk.say(
                f"{rule.words}: done; database {back:,} bytes smaller, archive {found.archived_bytes:,} wiped"
            )
        else:
            found = what_expires(settings, rule)
            talk.say(f"{rule.words}: nothing was written; --yes takes them away")
    return COLUMNS, found.rows
