"""What the attacks share: a command in a child that is warm already, so that a kill costs a second and not ten.

The child is a fork of a process that has everything loaded; it extracts by the rules, in itself. Everything else
is the program as it is: its command line, its signals, its files.
"""

import contextlib
import gc
import io
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from extractors.records import RawDocument
from flows import cli
from flows.lists.settings import MentionSettings, Settings
from flows.runs import pipeline
from flows.runs.extraction import Outcome, extract_document, start_worker
from flows.upkeep import from_archive, replay
from flows.workers import worker
from tests.compare import differences
from tests.conftest import ask, seeds
from warehouse.shipped import SEEDS

ROOT = Path(__file__).parents[2]
STATE = start_worker(replace(Settings(), mentions=MentionSettings(mode="rules")))
# A busy machine may take minutes for what takes seconds: what hangs uses no CPU, or too much of it.
HANG_SECONDS, HANG_CPU_SECONDS = 60.0, 60.0
AGAIN_SECONDS = 0.003  # amid what the first signal began


@contextmanager
def _open_extractor(*_: object) -> Iterator[Callable[[Sequence[RawDocument]], list[Outcome]]]:
    yield lambda raws: [extract_document(raw, STATE) for raw in raws]


class Ended:
    """How a command ended: its exit code (negative: killed by that signal), what it said, whether it hung."""

    def __init__(self, code: int, text: str, *, has_hung: bool) -> None:
        self.code, self.text, self.has_hung = code, text, has_hung

    @property
    def is_clear(self) -> bool:
        """Return whether it was told without a trace."""
        return "Traceback" not in self.text and "unexpected" not in self.text


def command(
    *words: str,
    said: Path,
    kill: tuple[int, float] | None = None,
    is_twice: bool = False,
    prepare: Callable[[], None] | None = None,
    cpu_seconds: float = HANG_CPU_SECONDS,
) -> Ended:
    """Run the command line in a child; `kill` sends a signal after so many seconds, or two in a row."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _be_child(words, said, prepare)
    start = last = time.monotonic()
    used = 0.0
    is_sent = False
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            return Ended(code, said.read_text(errors="replace") if said.exists() else "", has_hung=False)
        if kill and not is_sent and time.monotonic() - start >= kill[1]:
            os.kill(child, kill[0])
            is_sent = True
            if is_twice:
                time.sleep(AGAIN_SECONDS)
                os.kill(child, kill[0])
        if time.monotonic() - last > HANG_SECONDS / 10 and (now := _cpu_seconds(child)) > used + 0.1:
            last, used = time.monotonic(), now
        if time.monotonic() - last > HANG_SECONDS or used > cpu_seconds:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return Ended(-9, said.read_text(errors="replace"), has_hung=True)
        time.sleep(0.002)


def _cpu_seconds(process: int) -> float:
    """Return the CPU time of the process so far, without its children."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _be_child(words: Sequence[str], said: Path, prepare: Callable[[], None] | None) -> None:
    code = 70
    gc.freeze()  # what the tests before left is not to be closed here: it crashed
    try:
        descriptor = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False))
        sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", closefd=False))
        for module in (pipeline, from_archive, replay):
            module.open_extractor = _open_extractor  # type: ignore[attr-defined]
        worker.started_ahead = lambda *_: contextlib.nullcontext()  # type: ignore[assignment]
        if prepare is not None:
            prepare()
        sys.argv = ["cuttings", *words]
        cli.main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    except BaseException:
        with contextlib.suppress(OSError):
            traceback.print_exc()
    finally:
        # As the interpreter does at its end: without it most of what is said would be lost to us.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


class Ground:
    """A folder with a loaded database, of which every attack gets a fresh copy, and how it should come out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = folder / "said"
        self.articles = seeds()
        self.base = folder / "base"
        self.base.mkdir(parents=True)
        self.load(self.base, *self.articles[:2])
        self.whole = folder / "whole"
        shutil.copytree(self.base, self.whole)
        self.load(self.whole, *self.articles[2:])
        assert ask(self.whole / "n.duckdb", "select count(*) from articles") == [(4,)]

    def load(self, place: Path, *paths: Path) -> Ended:
        """Load the files into the database of the place."""
        ended = command("load", *map(str, paths), "-d", str(place / "n.duckdb"), said=self.said)
        assert ended.code == 0, ended.text
        return ended

    def fresh(self) -> Path:
        """Return a new copy of the base."""
        place = self.folder / "place"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.base, place)
        return place

    def unlike(self, place: Path) -> list[str]:
        """Return in which tables the database of the place is not as it should be once all is loaded."""
        return differences(place / "n.duckdb", self.whole / "n.duckdb")


def lost_bodies(place: Path) -> int:
    """Return how many bodies that the database knows cannot be read back."""
    from flows.archive import ArchiveAddress, verify_archive
    from warehouse.collecting.polling import archived_bodies
    from warehouse.database import open_reader
    from warehouse.place import place_of

    where = place_of(place / "n.duckdb")
    with open_reader(where) as db:
        rows = archived_bodies(db)
    addresses = [(raw_id, ArchiveAddress(file=file, offset=at, length=size)) for raw_id, file, at, size in rows]
    return sum(damage is not None for _, damage in verify_archive(where.archive, addresses))


__all__ = ["SEEDS", "Ended", "Ground", "ask", "command", "lost_bodies"]
