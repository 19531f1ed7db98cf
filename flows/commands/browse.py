"""The command that opens the reading room: browse."""

import ipaddress
from typing import Annotated

import typer

from flows.commands.options import ConfigOption, DatabaseOption, settings_of

_LOOPBACK = "127.0.0.1"


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("browse", epilog="Example: cuttings browse --database news.duckdb --port 8765")(_browse)


def _browse(
    database: DatabaseOption = None,
    config: ConfigOption = None,
    host: Annotated[
        str, typer.Option(help="Address to listen at; beyond loopback, and with --edit, a token is asked for")
    ] = _LOOPBACK,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port; 0 takes a free one")] = 8765,
    edit: Annotated[
        bool, typer.Option("--edit", help="Let pages correct stories, entities and statements")
    ] = False,
) -> None:
    """Open the published database as pages for a browser, which change nothing but with --edit; Ctrl-C ends it."""
    import uvicorn

    from flows.browse.app import make_app
    from flows.browse.editing import Editor
    from flows.browse.listen import listen
    from flows.browse.safety import new_token
    from warehouse.browsing.shelf import Shelf
    from warehouse.place import place_of

    settings = settings_of(config, database)
    shelf = Shelf(place_of(settings.database))
    with shelf.reading(seconds=60):
        pass  # what is wrong with the database is told now
    with listen(host, port) as place:
        # Other users of the machine reach loopback too: they may read there, but not correct.
        is_open = ipaddress.ip_address(place.address).is_loopback and not edit
        token = None if is_open else new_token()
        editor = Editor(settings=settings, secret=new_token()) if edit else None
        app = make_app(shelf, hosts=place.hosts, token=token, editor=editor, settings=settings)
        address = f"http://{place.hosts[0]}/" + (f"?token={token}" if token else "")
        typer.echo(f"{settings.database}: {address} (Ctrl-C ends it)", err=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)).run(
            sockets=[place.socket]
        )
