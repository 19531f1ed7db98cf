"""Run a module in a group of processes that ends when the one that started it ends, however that is.

    python -m flows.launch.leash MODULE [ARGUMENT ...]     with a pipe as standard input, in a session of its own

When the pipe closes, the group is asked to end (SIGTERM), and ended (SIGKILL) if it has not after STOP_SECONDS.
Prefect's runner alone does not do: sent SIGTERM while it started a run it hung, and its runs went on as orphans.
"""

import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import IO

_STOP_SECONDS = 10.0  # from asking a run to stop to killing it; a batch is written in 1 to 4


@contextmanager
def leashed(
    module: str, arguments: Sequence[str], *, environment: Mapping[str, str], output: IO[bytes] | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """Give the process that runs the module; it and all that it starts end with the block."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, module and arguments
        [sys.executable, "-m", "flows.launch.leash", module, *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )
    assert process.stdin is not None
    try:
        yield process
    finally:
        process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_SECONDS + 5)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _end_with_pipe() -> None:
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGTERM)
    time.sleep(_STOP_SECONDS)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_end_with_pipe, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
