"""Commands about sources and about the archive of what came from them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.options import (
    Answer,
    ConfigOption,
    DatabaseOption,
    JsonOption,
    answering,
    settings_of,
)

if TYPE_CHECKING:
    from flows.fetch.discovery import Tried
    from flows.lists.settings import Settings

_MAX_OPML_BYTES = 20_000_000  # 200 bytes a feed: 100,000 feeds

sources_app = typer.Typer(no_args_is_help=True, help="Sources: the places that articles come from.")
archive_app = typer.Typer(no_args_is_help=True, help="The archive of everything that was fetched or read.")

NamesArgument = Annotated[
    list[str] | None, typer.Argument(help="Names, URLs or ids of sources; all when none is given")
]


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.add_typer(sources_app, name="sources")
    app.add_typer(archive_app, name="archive")
    sources_app.command("list", epilog="Example: cuttings sources list --csv")(answering(_list_sources))
    sources_app.command("add", epilog="Example: cuttings sources add https://example.com --pick 1")(_add)
    sources_app.command("check", epilog="Example: cuttings sources check 'Example Gazette'")(_check)
    sources_app.command("import", epilog="Example: cuttings sources import feeds.opml")(_import_opml)
    sources_app.command("export", epilog="Example: cuttings sources export > feeds.opml")(_export_opml)
    sources_app.command("reset", epilog="Example: cuttings sources reset 'Example Gazette'")(_reset)
    archive_app.command("verify", epilog="Example: cuttings archive verify --database news.duckdb")(_verify)


def _list_sources(
    settings: "Settings",
) -> Answer:
    """List the configured sources with what is known of each."""
    from flows.upkeep.source_health import source_rows

    return source_rows(settings)


def _add(
    url: Annotated[str, typer.Argument(help="A feed, a sitemap, or a site whose feeds are to be found")],
    pick: Annotated[str | None, typer.Option(help="Numbers of those to add, such as 1,3, or all")] = None,
    name: Annotated[str | None, typer.Option(help="Name for people")] = None,
    config: ConfigOption = None,
) -> None:
    """Find the feeds and news sitemaps behind a URL and add those that are chosen to the list of sources."""
    import sys

    from flows.fetch.discovery import discover, usable_url
    from flows.lists.sources import must_be_own

    settings = settings_of(config, None)
    target = usable_url(url)
    must_be_own(settings.sources)
    found = discover(target, settings.fetch)
    _print_tried(found)
    if not found:
        _say(f"cuttings: no feed or news sitemap found behind {url}")
        raise typer.Exit(1)
    if pick is None and len(found) > 1 and not sys.stdin.isatty():
        _say("cuttings: say which with --pick")
        raise typer.Exit(1)
    pick = pick or ("1" if len(found) == 1 else typer.prompt("Which ones? (numbers, or all)", err=True))
    _add_tried(settings.sources, _picked(found, pick), name)


def _check(
    names: NamesArgument = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Ask each source once and show what it said; nothing is stored. Exit 1 when one has a problem."""
    from flows.fetch.discovery import try_sources
    from flows.lists.sources import read_sources, select_sources

    settings = settings_of(config, None)
    tried = try_sources(select_sources(read_sources(settings.sources), names or []), settings.fetch)
    _print_tried(tried, is_json=json)
    raise typer.Exit(1 if any(each.problem for each in tried) else 0)


def _import_opml(
    file: Annotated[Path, typer.Argument(help="OPML file")],
    config: ConfigOption = None,
) -> None:
    """Add the feeds of an OPML file to the list of sources. Exit 1 when one of them cannot be used."""
    from flows.bodies.files import file_bytes
    from flows.errors import SourcesError
    from flows.lists.secrets import masked_url
    from flows.lists.sources import add_sources, read_opml

    try:
        body = file_bytes(file, _MAX_OPML_BYTES)
    except OSError as error:
        raise SourcesError(f"{file}: cannot be read: {error.strerror}") from error
    path = settings_of(config, None).sources
    configs, unusable = read_opml(body)
    added = add_sources(path, configs)
    _say(f"{path}: {len(added)} added, {len(configs) - len(added)} known already, {len(unusable)} unusable")
    for address in unusable:
        _say(f"  not a usable http or https URL: {masked_url(address[:200])!r}")
    raise typer.Exit(1 if unusable else 0)


def _export_opml(config: ConfigOption = None) -> None:
    """Write the feeds among the sources as OPML to standard output."""
    import sys

    from flows.lists.sources import read_sources, write_opml

    sys.stdout.write(write_opml(read_sources(settings_of(config, None).sources)))


def _reset(
    names: Annotated[list[str], typer.Argument(help="Names, URLs or ids of sources")],
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Forget failures, waits and validators of sources: the next run asks them, and tries their pages again."""
    from flows.lists.sources import read_sources, select_sources
    from warehouse.collecting.sources import reset_stored
    from warehouse.place import place_of

    settings = settings_of(config, database)
    chosen = select_sources(read_sources(settings.sources), names)
    ids = [each.source_id for each in chosen]
    count = reset_stored(place_of(settings.database), ids, wait_seconds=settings.lock_wait_seconds)
    _say(f"{count} reset")


def _verify(database: DatabaseOption = None, config: ConfigOption = None) -> None:
    """Read every stored body back from the archive. Exit 1 when one is damaged or missing."""
    from flows.archive import ArchiveAddress, verify_archive
    from warehouse.collecting.polling import archived_bodies
    from warehouse.database import open_reader
    from warehouse.place import place_of

    place = place_of(settings_of(config, database).database)
    with open_reader(place) as db:
        rows = archived_bodies(db)
    addresses = [(raw_id, ArchiveAddress(file=file, offset=at, length=size)) for raw_id, file, at, size in rows]
    damaged = 0
    for raw_id, damage in verify_archive(place.archive, addresses):
        if damage is not None:
            damaged += 1
            _say(f"{raw_id} {damage}")
    _say(f"{len(rows):,} bodies read back, {damaged:,} damaged or missing")
    raise typer.Exit(1 if damaged else 0)


def _say(line: str) -> None:
    """Print the line on stderr."""
    from flows.output import plain_talk

    plain_talk().say(line)


def _print_tried(tried: "Sequence[Tried]", *, is_json: bool = False) -> None:
    from flows.output import print_rows

    columns = ["number", "name", "kind", "location", "entries", "newest", "problem"]
    rows: list[tuple[Any, ...]] = [
        (number, each.name, each.kind, each.location, each.entry_count, each.newest, each.problem)
        for number, each in enumerate(tried, 1)
    ]
    print_rows(columns, rows, "json" if is_json else "table")


def _picked(found: "Sequence[Tried]", pick: str) -> "list[Tried]":
    if pick.strip().lower() == "all":
        return list(found)
    numbers = [int(word) if word.isascii() and word.isdigit() else 0 for word in pick.replace(",", " ").split()]
    if not numbers or not all(1 <= number <= len(found) for number in numbers):
        raise typer.BadParameter(f"give numbers from 1 to {len(found)}, or all", param_hint="--pick")
    return [found[number - 1] for number in dict.fromkeys(numbers)]


def _add_tried(path: Path, chosen: "Sequence[Tried]", name: str | None) -> None:
    from extractors.urls.identity import registrable_domain
    from flows.lists.sources import SourceConfig, add_sources

    configs = [
        SourceConfig(
            name=name or each.name,
            kind=each.kind,
            location=each.location,
            outlet_id=registrable_domain(each.location),
        )
        for each in chosen
    ]
    added = add_sources(path, configs)
    _say(f"{path}: {len(added)} added, {len(configs) - len(added)} known already")
