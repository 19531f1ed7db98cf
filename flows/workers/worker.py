"""A worker process as the pool sees it: what it was given, what it answered, when it is over."""

import json
import os
import pickle
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractors.records import RawDocument
from flows.workers.process import LENGTH

_BOOT = (
    "import json,sys; sys.path[:]=json.loads(sys.argv[1]); from flows.workers.process import serve;"
    " serve(*sys.argv[2:])"
)
_START_SECONDS = 180.0  # a process with all models takes 1.4 s on a quiet machine
# A document that used so much CPU in that time is at work.
_WORKING_SECONDS = 0.1


# Processes that were started before there was work, for the next workers to take.
_AHEAD: list["subprocess.Popen[bytes]"] = []


@contextmanager
def started_ahead(module: str, prepare: str) -> Iterator[None]:
    """Have a process call this function of the module while the block does what comes before the first document.

    The first worker that the block starts takes the process; the end of the block ends it where none did.
    """
    _AHEAD.append(process := _start(module, prepare))
    try:
        yield
    finally:
        if process in _AHEAD:
            _AHEAD.remove(process)
            process.kill()
            process.communicate()


def _start(*preparation: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", _BOOT, json.dumps(sys.path), *preparation],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        bufsize=0,
    )


class Worker:
    """A process and the document that it is at. `order` is that document's place in the input, None when idle."""

    def __init__(self, task: bytes) -> None:
        self._process = _AHEAD.pop() if _AHEAD else _start()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        os.set_blocking(self._to.fileno(), False)
        os.set_blocking(self._from.fileno(), False)
        self._outbox = memoryview(LENGTH.pack(len(task)) + task)
        self._inbox = bytearray()
        self._answer: tuple[str | None, Any] = (None, None)
        self.deadline = time.monotonic() + _START_SECONDS
        self.is_ready = False
        self.is_alive = True
        self.order: int | None = None
        self.document: RawDocument | None = None
        self.documents_given = 0
        self._wall_seconds = self._cpu_seconds = 0.0

    def give(self, order: int, document: RawDocument, *, wall_seconds: float) -> None:
        """Send a document; it has so many seconds from now."""
        self.order, self.document = order, document
        self.documents_given += 1
        message = pickle.dumps(document, pickle.HIGHEST_PROTOCOL)
        self._outbox = memoryview(LENGTH.pack(len(message)) + message)
        self._wall_seconds, self._cpu_seconds = wall_seconds, _cpu_seconds(self._process.pid) or 0.0
        self.deadline = time.monotonic() + wall_seconds

    def register(self, selector: selectors.BaseSelector) -> None:
        """Ask to be told when the worker answers, or can take more of what it is sent."""
        selector.register(self._from, selectors.EVENT_READ, self)
        if self._outbox:
            selector.register(self._to, selectors.EVENT_WRITE, self)

    def exchange(self, events: int) -> None:
        """Write and read what can be without waiting."""
        if not self.is_alive:
            return
        try:
            if events & selectors.EVENT_WRITE:
                self._outbox = self._outbox[os.write(self._to.fileno(), self._outbox) :]
            else:
                chunk = os.read(self._from.fileno(), 1 << 20)
                self._inbox += chunk
                if not chunk:
                    self._end()
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._end()

    def take_answer(self) -> tuple[str | None, Any]:
        """Return the worker's answer and forget it; (None, None) while there is none."""
        if self.is_alive and len(self._inbox) >= LENGTH.size:
            length = LENGTH.unpack_from(self._inbox)[0]
            if len(self._inbox) >= LENGTH.size + length:
                self._answer = pickle.loads(self._inbox[LENGTH.size :])  # noqa: S301 - our own worker wrote it
                self._inbox = bytearray()
                self.deadline = float("inf")
        if self.is_alive and time.monotonic() >= self.deadline and not self._goes_on():
            self.kill()
            self._answer = ("hang", None)
        answer, self._answer = self._answer, (None, None)
        return answer

    def _goes_on(self) -> bool:
        """Return whether the document only waits for a core, and give it time again: CPU time ends it."""
        spent = _cpu_seconds(self._process.pid)
        if self.order is None or spent is None or spent - self._cpu_seconds < _WORKING_SECONDS:
            return False
        self._cpu_seconds = spent
        self.deadline = time.monotonic() + self._wall_seconds
        return True

    def end(self) -> None:
        """End the process, and leave it to the thread that is at work with it to notice."""
        if self.is_alive:
            self._process.kill()

    def kill(self) -> None:
        """End the process at once."""
        self.is_alive = False
        self._process.kill()
        self._process.wait()
        self._to.close()
        self._from.close()

    def _end(self) -> None:
        """Note how the process ended by itself or by the kernel's hand."""
        code = self._process.wait()
        self.kill()
        if code == -signal.SIGXCPU:
            self._answer = ("timeout", None)
        else:
            # Nobody but the kernel, short of memory, kills a worker so.
            self._answer = ("killed" if code == -signal.SIGKILL else "died", f"exit code {code}")


def _cpu_seconds(process_id: int) -> float | None:
    """Return the CPU time that the process used so far; None where the system does not tell."""
    try:
        fields = (
            Path(f"/proc/{process_id}/stat")
            .read_text(encoding="ascii", errors="replace")
            .rpartition(")")[2]
            .split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None
