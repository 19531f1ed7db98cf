"""The command that makes a folder to work in: init."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("init", epilog="Example: cuttings init newsroom")(_init)


def _init(folder: Annotated[Path, typer.Argument(help="Folder, made if need be", show_default=False)]) -> None:
    """Write settings, sources, watchlist and a Prefect deployment of one's own, each with comments."""
    from flows.lists.starter import write_starter
    from flows.output import plain_talk

    talk = plain_talk()
    for path in write_starter(folder):
        talk.say(f"wrote {path}")
