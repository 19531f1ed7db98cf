"""Commands that bring documents in: load, run; extract and merge, where several machines extract."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.commands.options import ConfigOption, DatabaseOption, JsonOption, settings_of
from flows.lists.columns import KNOWN_COLUMNS, columns_problem

_COLUMNS_HELP = "Columns of CSV, JSONL and Parquet, the first that is there counts: " + "; ".join(
    f"{name}: {', '.join(columns)}" for name, columns in KNOWN_COLUMNS.items()
)
_MOST_PART_CHARACTERS = 20  # of --part: Python reads no number of more than 4,300 digits


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("load", epilog=f"Example: cuttings load seeds/articles --database news.duckdb\n\n{_COLUMNS_HELP}")(
        _load
    )
    app.command("extract", epilog="Example: cuttings extract dump.jsonl --inbox /srv/inbox --part 1/4")(_extract)
    app.command("merge", epilog="Example: cuttings merge --inbox /srv/inbox --database news.duckdb")(_merge)
    app.command("run", epilog="Example: cuttings run --source 'Example Gazette' --since 2026-01-31")(_run)


def _load(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders and dumps", show_default=False)],
    columns: Annotated[
        list[str] | None, typer.Option(help="Which column of a dump is what, as text=body,url=link")
    ] = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Load articles from files, folders and dumps, find copies, stories and mentions, and publish the database.

    A folder is read for text and HTML; WARC, JSONL, CSV and Parquet files are read where they are named.
    """
    from flows.workers.worker import started_ahead

    settings = settings_of(config, database)
    parameters: dict[str, Any] = {"paths": [str(path) for path in paths]}
    if columns:
        parameters["columns"] = _columns_of(columns)
    with started_ahead("flows.runs.extraction", "prepare"):
        from flows.launch.start import launch

        code = launch("load", parameters, settings, config, as_json=json)
    raise typer.Exit(code)


def _columns_of(words: list[str]) -> dict[str, str]:
    """Return the mapping of our fields to columns; raise a usage error where it is none."""
    pairs = [pair.partition("=") for word in words for pair in word.split(",")]
    if not all(sign for _, sign, _ in pairs):
        raise typer.BadParameter("write field=column, as text=body,url=link", param_hint="--columns")
    columns = {name.strip(): column.strip() for name, _, column in pairs}
    if problem := columns_problem(columns):
        raise typer.BadParameter(problem.removeprefix("columns: "), param_hint="--columns")
    return columns


def _run(
    source: Annotated[list[str] | None, typer.Option(help="Only this source: its name, URL or id")] = None,
    since: Annotated[str | None, typer.Option(help="Only entries announced since this day (YYYY-MM-DD)")] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, max=1_000_000, help="Most pages to fetch for one source [500]")
    ] = None,
    part: Annotated[str, typer.Option(help="Which part of the sources, as 2/4: whole domains each")] = "1/1",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what is due; ask nobody")] = False,
    database: DatabaseOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Poll the sources that are due, fetch what is new, load it, and publish the database."""
    from datetime import UTC, datetime

    from flows.launch.start import launch
    from flows.output import print_rows

    settings = settings_of(config, database)
    parameters: dict[str, Any] = {"sources": source or []}
    number, parts = _part(part)
    if parts > 1:
        parameters["part"] = [number, parts]
    if limit:
        parameters["limit"] = limit
    if since:
        try:
            parameters["since"] = datetime.fromisoformat(since).replace(tzinfo=UTC).isoformat()
        except ValueError as error:
            raise typer.BadParameter(f"not a day: {since}", param_hint="--since") from error
    if dry_run:
        from flows.upkeep.source_health import due_rows

        print_rows(*due_rows(settings, parameters["sources"], (number, parts)), "json" if json else "table")
        return
    raise typer.Exit(launch("run", parameters, settings, config, as_json=json))


def _part(words: str) -> tuple[int, int]:
    """Return the number of a part and of all of them; raise a usage error where it is none."""
    number, _, parts = words.partition("/")
    are_numbers = number.isdecimal() and parts.isdecimal() and len(words) <= _MOST_PART_CHARACTERS
    if not are_numbers or not 1 <= int(number) <= int(parts):
        raise typer.BadParameter(f"not a part such as 2/4: {words[:_MOST_PART_CHARACTERS]}", param_hint="--part")
    return int(number), int(parts)


_InboxOption = Annotated[
    Path,
    typer.Option(help="Folder that all machines see: chunks go in, the writer merges them", show_default=False),
]


def _extract(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders and dumps", show_default=False)],
    inbox: _InboxOption,
    part: Annotated[str, typer.Option(help="Which part this machine takes, as 2/4: whole domains each")] = "1/1",
    columns: Annotated[
        list[str] | None, typer.Option(help="Which column of a dump is what, as text=body,url=link")
    ] = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Extract articles and hand them in for the machine that writes; no database is needed here.

    Every machine gives the same paths. Repeated, also after a kill, it goes on where it was.
    """
    from flows.launch.start import launch_extraction

    number, parts = _part(part)
    code = launch_extraction(
        paths, _columns_of(columns) if columns else None, settings_of(config, None), config,
        inbox=inbox, part=number, parts=parts, as_json=json,
    )  # fmt: skip
    raise typer.Exit(code)


def _merge(
    inbox: _InboxOption, database: DatabaseOption = None, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """Load what `cuttings extract` handed in, in the order of the documents, and publish the database.

    What cannot be merged yet, because a part before it is missing, waits in the inbox.
    """
    from flows.launch.start import launch

    raise typer.Exit(launch("merge", {"inbox": str(inbox)}, settings_of(config, database), config, as_json=json))
