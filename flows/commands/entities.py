"""Commands about entities and statements: which may be one, and what people decided."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    Answer,
    ConfigOption,
    DatabaseOption,
    LimitOption,
    answering,
    settings_of,
)

if TYPE_CHECKING:
    from flows.lists.settings import Settings

entities_app = typer.Typer(no_args_is_help=True, help="Entities: people, organizations, places, products, topics.")
statements_app = typer.Typer(
    no_args_is_help=True, help="Statements: what people decided of two values that `conflicts` shows."
)

EntityArgument = Annotated[str, typer.Argument(help="Id of an entity, or its name where only one has it")]
ReasonOption = Annotated[str | None, typer.Option(help="Why; kept with the decision")]


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.add_typer(entities_app, name="entities")
    entities_app.command("review", epilog="Example: cuttings entities review --csv")(answering(_review))
    entities_app.command("merges", epilog="Example: cuttings entities merges")(answering(_list_merges))
    entities_app.command(
        "merge", epilog="Example: cuttings entities merge 'Meta Inc.' into org:meta-platforms --reason 'old name'"
    )(_merge)
    entities_app.command("unmerge", epilog="Example: cuttings entities unmerge 'Meta Inc.'")(_unmerge)
    entities_app.command("part", epilog="Example: cuttings entities part 'Delta' from 'Delta Air Lines'")(_part)
    app.add_typer(statements_app, name="statements")
    statements_app.command(
        "decide", epilog="Example: cuttings statements decide 5fc04f apart --reason 'two polls'"
    )(_decide)
    statements_app.command("undo", epilog="Example: cuttings statements undo 9a31")(_undo)
    statements_app.command("decisions", epilog="Example: cuttings statements decisions --csv > decisions.csv")(
        answering(_list_decisions)
    )
    statements_app.command("apply", epilog="Example: cuttings statements apply decisions.csv --trial")(
        answering(_apply_decisions)
    )


def _review(
    settings: "Settings",
    limit: LimitOption = 100,
) -> Answer:
    """List entities that are likely the same as another one, and about which nobody decided yet."""
    from warehouse.query import list_entity_review as rows_of

    return rows_of(settings.database, limit=limit)


def _list_merges(
    settings: "Settings",
    limit: LimitOption = 100,
) -> Answer:
    """List what was decided: pairs that are one entity, and pairs that are not."""
    from warehouse.query import list_entity_merges as rows_of

    return rows_of(settings.database, limit=limit)


def _merge(
    entity: EntityArgument,
    into: Annotated[str, typer.Argument(help="The word into", metavar="into")],
    other: Annotated[str, typer.Argument(help="Entity that it counts as from now on")],
    reason: ReasonOption = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Let one entity count as another, everywhere; `unmerge` takes it back."""
    from flows.upkeep.corrections import correct, merge_entity

    _must_be("into", into)
    typer.echo(correct(settings_of(config, database), merge_entity, entity, other, reason=reason), err=True)


def _unmerge(entity: EntityArgument, database: DatabaseOption = None, config: ConfigOption = None) -> None:
    """Let a merged entity stand on its own again."""
    from flows.upkeep.corrections import correct, unmerge_entity

    typer.echo(correct(settings_of(config, database), unmerge_entity, entity, reason=None), err=True)


def _part(
    entity: EntityArgument,
    from_: Annotated[str, typer.Argument(help="The word from", metavar="from")],
    other: EntityArgument,
    reason: ReasonOption = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Decide that two entities are two: a merge of them is taken back, and the review asks no more."""
    from flows.upkeep.corrections import correct, part_entity

    _must_be("from", from_)
    typer.echo(correct(settings_of(config, database), part_entity, entity, other, reason=reason), err=True)


def _must_be(wanted: str, word: str) -> None:
    if word != wanted:
        raise typer.BadParameter(f"expected the word {wanted}, not {word!r}")


def _decide(
    contrast: Annotated[
        str, typer.Argument(help="Contrast of `conflicts`, or a statement with --other: id or its beginning")
    ],
    decision: Annotated[
        str,
        typer.Argument(help="conflict (they contradict), agree (both are right) or apart (not of one thing)"),
    ],
    other: Annotated[
        str | None, typer.Option("--other", help="The other statement, where no contrast is named")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; kept with the decision")] = None,
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Decide what two values are to each other: it wins over the rules for good; `undo` takes it back."""
    from flows.upkeep.corrections import correct, decide_statements

    settings = settings_of(config, database)
    typer.echo(correct(settings, decide_statements, contrast, decision, other, reason=reason), err=True)


def _undo(
    decision: Annotated[str, typer.Argument(help="Id of a decision, or its beginning")],
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Take a decision back: the rules speak again."""
    from flows.upkeep.corrections import correct, undo_decision

    typer.echo(correct(settings_of(config, database), undo_decision, decision, reason=None), err=True)


def _list_decisions(settings: "Settings") -> Answer:
    """List what people decided of two values, in the form that apply reads; it holds in a database built anew."""
    from warehouse.query import list_decisions as rows_of

    return rows_of(settings.database)


def _apply_decisions(
    settings: "Settings",
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: decision,statement,other,reason")],
    trial: Annotated[bool, typer.Option("--trial", help="Show what would come of it, change nothing")] = False,
) -> Answer:
    """Carry out the decisions of a file, all or none; what stands already is left alone."""
    from flows.upkeep.corrections import apply_decisions

    return apply_decisions(settings, path, is_trial=trial)
