"""Commands about the watchlist: watch check, watch test, watch apply."""

from dataclasses import astuple, fields, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    Answer,
    ConfigOption,
    LimitOption,
    answering,
    settings_of,
)

if TYPE_CHECKING:
    from flows.lists.settings import Settings

watch_app = typer.Typer(no_args_is_help=True, help="The watchlist: check it, try it on what is stored, apply it.")

WatchlistOption = Annotated[
    Path | None,
    typer.Option("--watchlist", "-w", help="Watchlist to use [setting: watchlist]", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.add_typer(watch_app, name="watch")
    watch_app.command("check", epilog="Example: cuttings watch check --watchlist watchlist.toml")(_check_rules)
    watch_app.command("test", epilog="Example: cuttings watch test org:scale-ai --limit 20")(answering(_try_rules))
    watch_app.command("suggest", epilog="Example: cuttings watch suggest 'Scale AI'")(answering(_suggest_names))
    watch_app.command("apply", epilog="Example: cuttings watch apply --trial")(answering(_apply_rules))


def _check_rules(watchlist: WatchlistOption = None, config: ConfigOption = None) -> None:
    """Tell whether the watchlist can be used; exit 2 with file and line where it cannot."""
    from flows.lists.lexicon import read_watchlist

    path = watchlist or settings_of(config, None).watchlist
    listed = read_watchlist(path)
    typer.echo(f"{path}: can be used; entities {len(listed.rules)}, queries {len(listed.queries)}", err=True)


def _try_rules(
    settings: "Settings",
    rules: Annotated[
        list[str] | None, typer.Argument(help="Ids or names of rules; all where none is given")
    ] = None,
    watchlist: WatchlistOption = None,
    limit: LimitOption = 100,
) -> Answer:
    """Show what rules would match in the stored articles, where and why; nothing is changed."""
    from flows.upkeep.watch import Match, matches_of

    settings = replace(settings, watchlist=watchlist or settings.watchlist)
    found = islice(matches_of(settings.database, settings, rules or []), limit)
    return [each.name for each in fields(Match)], [astuple(match) for match in found]


def _suggest_names(
    settings: "Settings",
    rule: Annotated[str, typer.Argument(help="Id or name of a rule")],
    watchlist: WatchlistOption = None,
    limit: LimitOption = 50,
) -> Answer:
    """List names that stored articles have and a rule does not state: likely aliases, and namesakes to forbid."""
    from flows.upkeep.watch import suggested_names

    settings = replace(settings, watchlist=watchlist or settings.watchlist)
    return suggested_names(settings, rule, most=limit)


def _apply_rules(
    settings: "Settings",
    watchlist: WatchlistOption = None,
    trial: Annotated[bool, typer.Option("--trial", help="Show the difference, change nothing")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Read everything again, not only what a changed rule can touch")
    ] = False,
) -> Answer:
    """Apply the watchlist as it is now to everything stored, and show the difference per entity."""
    from flows.output import terminal_talk
    from flows.upkeep.watch_apply import apply_watchlist

    settings = replace(settings, watchlist=watchlist or settings.watchlist)
    with terminal_talk() as talk:
        applied = apply_watchlist(
            settings,
            is_trial=trial,
            is_whole=everything,
            on_progress=lambda done, total: talk.progress("read again", done, total),
        )
        is_whole = applied.rule_ids is None
        rules = "everything" if is_whole else f"changed rules: {len(applied.rule_ids or ()):,}"
        talk.say(f"{rules}; {applied.read_count:,} revisions read again, {applied.renewed_count:,} differ")
        if applied.untold_count:
            talk.say(f"{applied.untold_count:,} were too much to read and keep what was found before")
    return applied.columns, applied.rows
