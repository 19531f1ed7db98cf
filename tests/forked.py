"""Worker processes as copies of the tests' own process, which has read the models: 1.4 s of CPU less a load."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from flows.lists.settings import Settings
from flows.runs.extraction import prepare, start_worker
from flows.workers import worker
from flows.workers.process import serve

STARTED = worker._start


class Forked:
    """What `flows.workers.worker` asks of a process that it started."""

    def __init__(self, *_: str) -> None:
        _read_models()
        (given, to), (of, answers) = os.pipe(), os.pipe()
        self.returncode: int | None = None
        self.pid = os.fork()
        if not self.pid:
            _serve(given, answers)
        os.close(given)
        os.close(answers)
        self.stdin, self.stdout = os.fdopen(to, "wb", 0), os.fdopen(of, "rb", 0)

    def wait(self) -> int:
        """Return the exit code, that of the signal below zero."""
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode

    def kill(self) -> None:
        """End the process at once."""
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    def communicate(self) -> None:
        """Close the pipes and wait."""
        self.stdin.close()
        self.stdout.close()
        self.wait()


@cache
def _read_models() -> None:
    prepare()
    start_worker(Settings())


def _serve(given: int, answers: int) -> None:
    """Be a worker until the end of the pipe, never to return into the tests."""
    try:
        gc.freeze()  # so that no connection of the tests is closed here
        os.dup2(given, 0)
        os.dup2(answers, 1)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        sys.stdin, sys.stdout, sys.stderr = (open(number, closefd=False) for number in range(3))  # noqa: SIM115
        serve()
    finally:
        os._exit(1)


@contextmanager
def forked_workers() -> Iterator[None]:
    """Have workers be copies of this process within the block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "_start", Forked)
        yield
