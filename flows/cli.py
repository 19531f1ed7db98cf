"""The command `cuttings`: one module of `flows/commands` for each group of commands.

Exit codes: 0 clean, 1 finished with item errors, 2 usage error or nothing could run, 130 and 143 ended by signal.
Imports are lazy: Prefect costs one to four seconds of CPU, pydantic .1, Arrow .15, and most commands need none.
"""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import StringIO, TextIOWrapper
from threading import Thread
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer

from flows.log_lines import LOGS, log_line
from flows.plain_words import read_plainly

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")

# Which module of flows/commands holds which commands, in the order of `--help`; subcommands come last there.
MODULES = {
    "starter": ("init",),
    "documents": ("load", "run", "extract", "merge"),
    "query": ("sql", "mentions", "conflicts", "quotes", "report", "digest"),
    "search": ("search", "index"),
    "stories": ("stories",),
    "entities": ("entities", "statements"),
    "export": ("export", "feed", "pin", "cite"),
    "browse": ("browse",),
    "sources": ("sources", "archive"),
    "inspect": ("status", "config"),
    "repair": ("replay", "delete", "expire", "rebuild", "repair", "backup", "restore"),
    "lakes": ("lake",),
    "service": ("serve",),
    "watch": ("watch",),
    "alerts": ("alerts",),
}


def make_app(command: str = "") -> typer.Typer:
    """Return the command line with this command; with all of them where it is none, as `--help` lists them."""
    app = typer.Typer(
        name="cuttings",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_cuttings)
    for module in [name for name, commands in MODULES.items() if command in commands] or MODULES:
        import_module(f"flows.commands.{module}").register(app)
    for part in (app, *(group.typer_instance for group in app.registered_groups)):
        for registered in part.registered_commands if part is not None else ():
            # What typer makes of it by itself ends in an ellipsis after 60 letters.
            first_line, *_ = (registered.help or getattr(registered.callback, "__doc__", None) or "").split("\n")
            registered.short_help = registered.short_help or first_line.rstrip(".")
    return app


def _make_listing() -> typer.Typer:
    """Return the command line as its own help page needs it: names and first lines, without options.

    typer reads the annotations of all 56 commands otherwise: a quarter of the CPU of `--help`.
    """
    app = make_app()
    for part in (app, *(group.typer_instance for group in app.registered_groups)):
        for command in part.registered_commands if part is not None else ():
            command.callback = _only_documented(command.callback)
    return app


def _only_documented(command: Callable[..., Any] | None) -> Callable[[], None]:
    """Return a command of the same name and help that takes nothing and does nothing."""

    def listed() -> None: ...

    listed.__doc__ = getattr(command, "__doc__", None)
    listed.__name__ = getattr(command, "__name__", "listed")
    return listed


def _print_version(is_asked: bool) -> None:
    """Print version and commit and which way hot functions go, and end the command."""
    if is_asked:
        from extractors.native.ways import compiled
        from flows.lists.version import code_version

        print(f"cuttings {code_version()}")
        print("hot functions: compiled" if compiled is not None else "hot functions: in Python")
        raise typer.Exit


def _cuttings(
    version: Annotated[
        bool, typer.Option("--version", help="Print version and commit", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """A press-cuttings bureau in a DuckDB file: fetch news, fold copies, find mentions, ask in SQL."""
    del version


# What typer raises of a wrong command line has its base in a private module.
_UsageProblem = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")


class Terminated(SystemExit):
    """The process was asked to end, by SIGTERM or Ctrl-C. Event loops and task groups let a SystemExit through."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.number = number


# DuckDB turns what a signal raises amid a statement into an error of its own, so the signal is noted here too.
_SIGNALS: list[int] = []
# The alarms that Python heard of. Under no lock: a second signal amid the first one would wait for itself.
_ALARMS: list[int] = []
_SOON_SECONDS, _TIMES, _AGAIN_SECONDS = 0.05, 60, 1.0


def _terminate(number: int, frame: FrameType | None) -> None:
    """Raise Terminated, and again after a second where that was swallowed.

    DuckDB's binder and Python's finalizers swallow it: of 224 signals to `cuttings sql` three ended nothing. Where
    an exception is being handled then, what was begun is still put in order.
    """
    del frame
    (_ALARMS if number == signal.SIGALRM else _SIGNALS).append(number)
    signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)
    if number == signal.SIGALRM and sys.exception() is not None:
        return
    raise Terminated(_SIGNALS[0])


def _pass_over(swallowed: "sys.UnraisableHookArgs") -> None:
    """Say nothing of a Terminated that a finalizer swallowed, and raise it anew."""
    if isinstance(swallowed.exc_value, Terminated):
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    else:
        sys.__unraisablehook__(swallowed)


def _heed_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(number, _terminate)
    sys.unraisablehook = _pass_over
    woken, waking = os.pipe()
    os.set_blocking(waking, False)
    signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
    Thread(target=_end_statements, args=(woken,), daemon=True).start()


def _end_statements(woken: int) -> None:
    """End the statements of the database at a signal, until Python hears of it: only when they return.

    One that has not quite begun is not ended by it, so it is said again, for a while: of two signals at once
    Python hears one. After the first one the alarm does, so that a second one ends no rollback.
    """
    alarms = 0
    while numbers := os.read(woken, 64):
        alarms += numbers.count(signal.SIGALRM)
        for _ in range(_TIMES):
            time.sleep(_SOON_SECONDS)
            if len(_ALARMS) >= alarms and (_SIGNALS or signal.SIGALRM in numbers):
                break
            if (connection := sys.modules.get("warehouse.connection")) is not None:
                connection.interrupt_statements()


def _ignore_signals() -> None:
    """End what was begun, undisturbed."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)


# The collector of garbage comes so seldom: by its defaults, for few objects, it goes through a batch again and
# again: 33.9 and 30.9 s of CPU for 1,000 articles among 11,260 (one run each, machine under load, 2026-11-28).
# With the last number at 50 a full collection would come once in 20 million objects only.
SELDOM = (20_000, 20, 10)


def main() -> NoReturn:
    """Run the command line and end the process; what goes wrong is one line on stderr."""
    gc.set_threshold(*SELDOM)
    _heed_signals()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = run_command()
    except Terminated as ended:
        code = 128 + ended.number
    _ignore_signals()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    # Not by the way that takes every module apart, .02 s of a question. Prefect's threads outlive the run and keep
    # DuckDB's objects, which complain of it by the hundred.
    os._exit(code)


def run_command() -> int:
    """Run the command line and return the exit code."""
    try:
        is_listing = sys.argv[1:] in ([], ["-h"], ["--help"])
        group = typer.main.get_command(_make_listing() if is_listing else make_app(*sys.argv[1:2]))
        read_plainly(group)
        code = group(standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except Terminated as ended:
        return _say_ended(ended.number)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        _drop_stdout()
        return 0
    except Exception as error:
        if _SIGNALS:
            return _say_ended(_SIGNALS[0])
        if isinstance(error, _told_errors()):
            _say("; ".join([str(error), *getattr(error, "__notes__", ())]))
            return 2
        return _unexpected(error)


def _told_errors() -> tuple[type[Exception], ...]:
    """Return what a command tells in one line. Only here, as they bring DuckDB: .1 s of each `--help`."""
    from extractors.errors import ExtractorError
    from flows.errors import CuttingsError
    from warehouse.errors import WarehouseError

    return CuttingsError, ExtractorError, WarehouseError


def _unexpected(error: Exception) -> int:
    """Say in one line what happened that no command expects, and return the exit code."""
    if isinstance(error, typer.Abort):
        _say("ended")
        return 130
    if isinstance(error, _UsageProblem):
        from flows.output import printable

        page = StringIO()
        error.show(page)  # type: ignore[attr-defined]
        print(printable(page.getvalue()), file=sys.stderr, end="")
        return int(error.exit_code)  # type: ignore[attr-defined]
    if isinstance(error, OSError):
        _drop_stdout()
        _say(f"{error.filename or 'output'}: {error.strerror or error}")
        return 2
    # Names of files alone need not be text.
    odd = [word for word in sys.argv[1:] if word.encode("utf-8", "replace") != os.fsencode(word)]
    if odd and "surrogate" in str(error):
        _say(f"{odd[0]!r} is not UTF-8")
        return 2
    # A mistake of ours: its trace is what a report of it needs. Python itself would exit with 1 (item errors).
    from flows.output import kept_trace
    from flows.workers.process import describe

    _say(f"unexpected {describe(error)}{kept_trace()}")
    return 2


def _say(line: str) -> None:
    from flows.output import printable

    if LOGS.get() == "json":
        log_line("error", message=line)
        return
    print(printable(f"cuttings: {line}"), file=sys.stderr)


def _say_ended(number: int) -> int:
    _ignore_signals()
    _say(f"ended by {signal.Signals(number).name}; what was loaded stays, the next run goes on")
    return 128 + number


def _drop_stdout() -> None:
    """Let go of standard output, which the interpreter would try to write once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
