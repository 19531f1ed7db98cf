"""Commands of full-text search: search, index."""

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Answer, ConfigOption, DatabaseOption, answering, asked, filtered, settings_of

if TYPE_CHECKING:
    from flows.lists.settings import Settings
    from warehouse.asking.filters import TypedFilters

_HELP = """Find stories by words.

AND OR NOT ( ) "a phrase" begin* "two words"~10 one NEAR/5 other title: quote: outlet: entity: lang: date:2026-11..

Case and accents do not matter; words next to each other are joined by AND. What made it true stands in ⟦marks⟧.
Stories with the latest article come first."""
_EXAMPLE = "Example: cuttings search '\"data labeling\" OR title:stake NOT apple'"


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command(
        "search", help=_HELP, epilog="Example: cuttings search '\"data labeling\" OR title:stake NOT apple'"
    )(answering(filtered(_search, is_list=True, limit=20)))
    app.command("index", epilog="Example: cuttings index --database news.duckdb")(_index)


def _search(
    settings: "Settings",
    words: Annotated[list[str], typer.Argument(metavar="query", help="What to look for", show_default=False)],
    typed: "TypedFilters",
    is_by_article: Annotated[
        bool, typer.Option("--articles", help="One row an article instead of a story")
    ] = False,
) -> Answer:
    from warehouse.asking.counts import counted
    from warehouse.errors import FilterRefused
    from warehouse.place import place_of
    from warehouse.searching.find import count_found, find_articles, list_found_articles, list_found_stories

    if typed.pin is not None:
        raise FilterRefused("pin", "the search index knows what is published, not what is pinned")
    with asked(settings, typed) as (db, filters):
        found = find_articles(db, place_of(settings.database), " ".join(words))
        article_count, story_count = count_found(db, found, filters)
        typer.echo(f"found {counted(article_count, 'article')} in {counted(story_count, 'story')}", err=True)
        if found.unindexed_count:
            typer.echo(
                f"{counted(found.unindexed_count, 'article')} not indexed; `cuttings index` adds them", err=True
            )
        return (list_found_articles if is_by_article else list_found_stories)(db, found, filters)


def _index(database: DatabaseOption = None, config: ConfigOption = None) -> None:
    """Make the search index anew from the published database; runs keep it up by themselves."""
    from warehouse.asking.counts import counted
    from warehouse.database import open_reader
    from warehouse.place import place_of, writer_lock
    from warehouse.searching.index import rebuild_index

    settings = settings_of(config, database)
    place = place_of(settings.database)
    with open_reader(place) as db, writer_lock(place, wait_seconds=settings.lock_wait_seconds):
        count = rebuild_index(db, place)
    typer.echo(f"{settings.database}: {counted(count, 'article')} indexed", err=True)
