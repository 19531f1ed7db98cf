"""The command `cuttings`: one module of `flows/commands` for each group of commands.

Exit codes: 0 clean, 1 finished with item errors, 2 usage error or nothing could run, 130 interrupted.
Imports are lazy, because Prefect costs one to four seconds and most commands do not need it.
"""

import os
import signal
import sys
import traceback
from types import FrameType
from typing import NoReturn

import typer

from flows.commands import documents, entities, inspect, query, replay, service, sources, stories, watch

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")

app = typer.Typer(
    name="cuttings",
    help="A press-cuttings bureau in a DuckDB file: fetch news, fold copies, find mentions, ask in SQL.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
documents.register(app)
query.register(app)
stories.register(app)
entities.register(app)
sources.register(app)
inspect.register(app)
replay.register(app)
service.register(app)
watch.register(app)


class Terminated(BaseException):
    """The process was asked to end, by SIGTERM or Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    raise Terminated(number)


def main() -> NoReturn:
    """Run the command line and end the process; what goes wrong is one line on stderr."""
    signal.signal(signal.SIGTERM, _terminate)
    signal.signal(signal.SIGINT, _terminate)
    code = _exit_code()
    if "prefect" in sys.modules:
        # Prefect's threads outlive the run and keep DuckDB's objects, which complain of it by the hundred.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _exit_code() -> int:
    """Run the command line and return the exit code."""
    from extractors.mentions.names.watchlist import WatchlistError
    from flows.errors import CuttingsError
    from warehouse.errors import CorrectionRefused, WarehouseError

    try:
        app()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except (CuttingsError, CorrectionRefused, WarehouseError, WatchlistError) as error:
        print(f"cuttings: {error}", file=sys.stderr)
    except Terminated as ended:
        print(f"cuttings: ended by {ended}; what was loaded stays, the next run goes on", file=sys.stderr)
        return 128 + ended.number
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        # A mistake of ours: its trace is what a report of it needs. Python itself would exit with 1 (item errors).
        traceback.print_exc()
    return 2


if __name__ == "__main__":
    main()
