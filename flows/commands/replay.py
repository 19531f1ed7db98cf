"""The command that reads the archive again."""

from typing import Annotated

import typer

from flows.commands.options import ConfigOption, DatabaseOption, settings_of


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("replay", epilog="Example: cuttings replay --examples 5, then cuttings replay --accept")(_replay)


def _replay(
    accept: Annotated[bool, typer.Option("--accept", help="Load what changed; else only show it")] = False,
    examples: Annotated[int, typer.Option("--examples", min=0, help="Changes to show")] = 10,
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
