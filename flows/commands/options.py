"""Options that several commands share, and what they make of them."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import update_wrapper
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from flows.lists.settings import Settings
    from flows.output import OutputFormat
    from warehouse.asking.filters import Filters, TypedFilters

DatabaseOption = Annotated[
    Path | None,
    typer.Option(
        "--database", "-d", help="Database to use [setting: database; cuttings.duckdb]", show_default=False
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="Settings file [cuttings.toml, where there is one]", show_default=False),
]
IncompleteOption = Annotated[
    bool, typer.Option("--incomplete", help="Also where the archive lacks bodies; each file is named")
]
TableOption = Annotated[bool, typer.Option("--table", help="Print a table (default)")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, max=1_000_000_000, help="Most rows to print")]


def settings_of(config: Path | None, database: Path | None) -> "Settings":
    """Return the settings in force for a command."""
    from flows.lists.settings import limit_access, load_settings
    from flows.log_lines import LOGS

    settings = load_settings(config, os.environ, database=database)
    limit_access(settings)
    LOGS.set(settings.logs)
    return settings


def output_of(*, table: bool, csv: bool, json: bool) -> "OutputFormat":
    """Return the format that the flags ask for; raise a usage error where they ask for two."""
    if table + csv + json > 1:
        raise typer.BadParameter("give one of --table, --csv and --json")
    return "json" if json else "csv" if csv else "table"


PinOption = Annotated[
    str | None, typer.Option(help="Ask this pin (`cuttings pin`) instead of what is published", show_default=False)
]
Answer = tuple[Sequence[str], Sequence[Sequence[Any]]]


def _filter_options(
    since: Annotated[
        str | None,
        typer.Option(
            help="From then on: 24h, 7d, 2w count back by when first seen; 2026-11-01 is a day of publication"
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Until then, written like --since; a day belongs to it")
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Clock of the window: seen (when first seen) or published")
    ] = None,
    watch: Annotated[
        str | None, typer.Option(help="Only what names this entity or topic of the watchlist; any: one of all")
    ] = None,
    entity: Annotated[
        str | None, typer.Option(help="Only this entity: its id, name or alias, in any case")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(help="Only this outlet: its id, name or domain, or unknown")
    ] = None,
    story: Annotated[
        str | None, typer.Option(help="Only this story: its id or the beginning; old ids resolve")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Only this language (ISO 639-1 code, or unknown)")] = None,
    pin: PinOption = None,
) -> None:
    """Stand for the options of every command that filters."""


def with_watchlist(settings: "Settings", typed: "TypedFilters") -> "TypedFilters":
    """Return the filters with the rule of the watchlist that `--watch` names, whatever the database knows."""
    if typed.watch is None:
        return typed
    from flows.lists.lexicon import watched_name

    return replace(typed, listed=watched_name(settings.watchlist, typed.watch))


@contextmanager
def asked(settings: "Settings", typed: "TypedFilters") -> Iterator[tuple[Any, "Filters"]]:
    """Open the published copy, give it with what the filters stand for in it, and say that on stderr."""
    from warehouse.asking.filters import words_of
    from warehouse.asking.listings import open_asked

    typed = with_watchlist(settings, typed)
    with open_asked(settings.database, typed, now=datetime.now(UTC)) as (db, filters):
        if filters.is_narrow:
            typer.echo(words_of(filters), err=True)
        if typed.pin is not None:
            typer.echo(f"as pinned: {typed.pin}", err=True)
        yield db, filters


SortOption = Annotated[
    str | None,
    typer.Option(
        help="new (by when first seen), growing (window over the window before) or size", show_default=False
    ),
]


def filtered(
    command: Callable[..., Any], *, is_list: bool = False, limit: int | None = None
) -> Callable[..., Any]:
    """Return the command with the options of the filters in the place of its argument `typed`, which holds them.

    A command that lists rows has `--sort` and `--limit` too, of so many rows where nothing else is asked for.
    """
    shared = list(signature(_filter_options).parameters.values())
    if is_list:
        shared.append(Parameter("sort", Parameter.KEYWORD_ONLY, default=None, annotation=SortOption))
        shared.append(Parameter("limit", Parameter.KEYWORD_ONLY, default=limit, annotation=LimitOption))
    own = list(signature(command).parameters.values())

    def with_filters(*arguments: Any, **values: Any) -> Any:
        from warehouse.asking.filters import TypedFilters

        typed = TypedFilters(**{each.name: values.pop(each.name) for each in shared})
        return command(*arguments, typed=typed, **values)

    at = [each.name for each in own].index("typed")
    first, *rest = (*own[:at], *own[at + 1 :], *shared)
    parameters = [first, *(each.replace(kind=Parameter.KEYWORD_ONLY) for each in rest)]
    update_wrapper(with_filters, command)
    _show_signature(with_filters, parameters, signature(command).return_annotation)
    return with_filters


def _show_signature(command: Callable[..., Any], parameters: list[Parameter], answer: Any) -> None:
    """Let typer read these parameters off the command; it would follow the wrapping back to others."""
    del command.__wrapped__  # type: ignore[attr-defined]
    command.__signature__ = Signature(parameters, return_annotation=answer)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}


def _shared_options(
    database: DatabaseOption = None,
    config: ConfigOption = None,
    table: TableOption = False,
    csv: CsvOption = False,
    json: JsonOption = False,
) -> None:
    """Stand for the options of every command that prints rows."""


def answering(rows_of: Callable[..., Answer]) -> Callable[..., None]:
    """Return the command that prints the columns and rows that `rows_of` answers.

    `rows_of` gets the settings in force, then the arguments and options of its own; which database, which settings
    and how to print are the options that all such commands have.
    """
    own = list(signature(rows_of).parameters.values())[1:]
    shared = signature(_shared_options).parameters.values()
    parameters = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in (*own, *shared)]

    def command(**values: Any) -> None:
        from flows.output import print_rows

        output = output_of(table=values.pop("table"), csv=values.pop("csv"), json=values.pop("json"))
        settings = settings_of(values.pop("config"), values.pop("database"))
        columns, rows = rows_of(settings, **values)
        print_rows(columns, rows, output)

    update_wrapper(command, rows_of)
    _show_signature(command, parameters, None)
    return command
