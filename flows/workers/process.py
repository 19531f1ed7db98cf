"""The inside of a worker: reads documents from stdin, writes results to stdout, one at a time, within its limits.

Started by `flows.workers.pool` as a bare interpreter, not by `multiprocessing`, whose children import the parent's
main module first (for `cuttings` that is Prefect and the whole command line, over a second of CPU a worker).
"""

import contextlib
import gc
import math
import os
import pickle
import resource
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

LENGTH = struct.Struct("!Q")
_WATCH_SECONDS = 1.0  # between two looks at whether the parent lives
_SPARE_BYTES = 64_000_000  # beyond what is in use, so that the process can say that its memory ran out
# How the detail of a verdict begins that the machine of the moment may be to blame for.
NOT_FINAL = "this time: "


def serve(module: str = "", prepare: str = "") -> None:
    """Run the function that the first message names over the documents of the next ones; end with stdin.

    The function of the module, where one is given, is called before that message, which may be long in coming.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming = sys.stdin.buffer
    # Whatever a library prints must not mix with results.
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_exit_with_parent, args=(os.getppid(),), daemon=True).start()
    if module:
        with contextlib.suppress(Exception):  # the initializer or a document tells of it
            getattr(import_module(module), prepare)()
    with contextlib.suppress(BrokenPipeError, EOFError):
        function, initializer, timeout_seconds, memory_bytes = _receive(incoming)
        try:
            state = initializer()
        except Exception as error:
            _send(outgoing, ("unready", describe(error)))
            return
        _send(outgoing, ("ready", None))
        _set_aside()
        while True:
            document = _receive(incoming)
            with _limits(timeout_seconds, memory_bytes):
                outcome = _run(function, document, state)
            _send(outgoing, outcome)
    # Not by the way that looks at all that was set aside once more.
    sys.stderr.flush()
    os._exit(0)


def _set_aside() -> None:
    """Let the collector of garbage leave alone what the worker holds for good, and come more seldom.

    On 100 to 150 news pages 3 to 8 % less CPU, in the same memory.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def describe(error: BaseException) -> str:
    """Return type, message and place of an error, in one line of at most 500 characters."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}: {error}"[:400].replace("\n", " ") + place


def _run(function: Callable[[Any, Any], Any], document: Any, state: Any) -> tuple[str, Any]:
    """Return ("done", result), or ("memory" or "error", what happened)."""
    try:
        return "done", pickle.dumps(function(document, state), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return "memory", None
    except RecursionError as error:
        return "error", describe(error)[:200]
    except OSError as error:
        # No file of ours is at work here: a full disk is to blame, not the document (py3langid unpacks its model
        # into a temporary file).
        return "error", f"{NOT_FINAL}{describe(error)}"
    except Exception as error:
        return "error", describe(error)


@contextlib.contextmanager
def _limits(timeout_seconds: float, memory_bytes: int) -> Any:
    """Let the block take so many seconds of CPU (else the kernel kills the process) and so many bytes more."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(usage.ru_utime + usage.ru_stime + timeout_seconds)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
    _, hard_bytes = resource.getrlimit(resource.RLIMIT_AS)
    held = _address_space()
    if held is not None:
        _set_memory(held + memory_bytes, hard_bytes)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY if hard < 0 else hard, hard))
        _set_memory(resource.RLIM_INFINITY if hard_bytes < 0 else hard_bytes, hard_bytes)


def _set_memory(soft: int, hard: int) -> None:
    # macOS knows the limit and refuses to set it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (soft if hard < 0 else min(soft, hard), hard))


def _address_space() -> int | None:
    """Return the bytes of address space that the process holds; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pages * resource.getpagesize() + _SPARE_BYTES


def _exit_with_parent(parent: int) -> None:
    """End the process once its parent is gone, also amid a document."""
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    os._exit(1)


def _receive(stream: BinaryIO) -> Any:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    body = stream.read(LENGTH.unpack(head)[0])
    return pickle.loads(body)  # noqa: S301 - the parent process wrote it


def _send(stream: BinaryIO, message: tuple[str, Any]) -> None:
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()
