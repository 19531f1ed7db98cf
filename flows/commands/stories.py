"""Commands about stories."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    Answer,
    ConfigOption,
    DatabaseOption,
    answering,
    asked,
    filtered,
    settings_of,
)

if TYPE_CHECKING:
    from flows.lists.settings import Settings
    from warehouse.asking.filters import TypedFilters

stories_app = typer.Typer(no_args_is_help=True, help="Stories: events, with the articles that cover them.")


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.add_typer(stories_app, name="stories")
    stories_app.command("list", epilog="Example: cuttings stories list --since 24h --sort growing")(
        answering(filtered(_list_stories, is_list=True, limit=50))
    )
    stories_app.command("show", epilog="Example: cuttings stories show 17be --json")(answering(_show_story))
    stories_app.command("merge", epilog="Example: cuttings stories merge 3f2a into 17be --reason 'one event'")(
        _merge_stories
    )
    stories_app.command("split", epilog="Example: cuttings stories split 17be --article 5fc04f --article ca5559")(
        _split_story
    )
    stories_app.command("move", epilog="Example: cuttings stories move 5fc04f into 17be")(_move_article)
    stories_app.command("rename", epilog="Example: cuttings stories rename 17be 'Meta buys into Scale AI'")(
        _rename_story
    )
    stories_app.command("apply", epilog="Example: cuttings stories apply corrections.csv --trial")(
        answering(_apply_corrections)
    )
    stories_app.command(
        "corrections", epilog="Example: cuttings stories corrections --csv > corrections.csv, to carry them on"
    )(answering(_list_corrections))


def _list_stories(settings: "Settings", typed: "TypedFilters") -> Answer:
    """List stories with their three counts: articles, distinct texts, outlets."""
    from warehouse.asking.listings import list_stories as rows_of

    with asked(settings, typed) as (db, filters):
        return rows_of(db, filters)


def _show_story(
    settings: "Settings",
    story: Annotated[str, typer.Argument(help="Id of a story, or the beginning of one; old ids resolve")],
) -> Answer:
    """Show the articles of one story, in order of their date."""
    from warehouse.query import show_story as rows_of

    return rows_of(settings.database, story)


StoryArgument = Annotated[str, typer.Argument(help="Id of a story, or the beginning of one; old ids resolve")]
ReasonOption = Annotated[str | None, typer.Option(help="Why; kept with the change")]


def _merge_stories(
    story: StoryArgument,
    into: Annotated[str, typer.Argument(help="The word into", metavar="into")],
    other: Annotated[str, typer.Argument(help="Story that it becomes part of")],
    reason: ReasonOption = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Let one story go on as part of another, for good; the machine does not part them again."""
    from flows.upkeep.corrections import correct, merge

    _must_be_into(into)
    _say(correct(settings_of(config, database), merge, story, other, reason=reason))


def _split_story(
    story: StoryArgument,
    article: Annotated[list[str], typer.Option(help="Article that leaves; several times for several")],
    reason: ReasonOption = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Make a story of its own of some articles of a story, for good."""
    from flows.upkeep.corrections import correct, split

    _say(correct(settings_of(config, database), split, story, article, reason=reason))


def _move_article(
    article: Annotated[str, typer.Argument(help="Id of an article, or the beginning of one")],
    into: Annotated[str, typer.Argument(help="The word into", metavar="into")],
    story: StoryArgument,
    reason: ReasonOption = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Put an article into another story, for good."""
    from flows.upkeep.corrections import correct, move

    _must_be_into(into)
    _say(correct(settings_of(config, database), move, article, story, reason=reason))


def _rename_story(
    story: StoryArgument,
    title: Annotated[str, typer.Argument(help="Title for people")],
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Give a story a title, for good."""
    from flows.upkeep.corrections import correct, rename

    _say(correct(settings_of(config, database), rename, story, title, reason=None))


def _apply_corrections(
    settings: "Settings",
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: change,story,articles,into,title,reason")],
    trial: Annotated[bool, typer.Option("--trial", help="Show what would come of it, change nothing")] = False,
) -> Answer:
    """Carry out the corrections of a file, all or none; what stands already is left alone.

    The changes are merge (story, into), split (story, articles), move (articles, into), rename (story, title) and
    keep (story, articles, perhaps a title), which corrections prints. Articles are ids or addresses, parted by
    spaces; a story is its id or one of its articles.
    """
    from flows.upkeep.corrections import apply_file

    return apply_file(settings, path, is_trial=trial)


def _list_corrections(
    settings: "Settings",
) -> Answer:
    """List what people decided of stories, in the form that apply reads; it holds in a database built anew."""
    from warehouse.query import list_corrections as rows_of

    return rows_of(settings.database)


def _must_be_into(word: str) -> None:
    if word != "into":
        raise typer.BadParameter(f"expected the word into, not {word!r}")


def _say(line: str) -> None:
    typer.echo(line, err=True)
