"""The way into `cuttings`: a signal that comes while everything is imported ends it as a later one does."""

import os
import signal
from types import FrameType


def _end(number: int, frame: FrameType | None) -> None:
    del frame
    os.write(2, f"cuttings: ended by {signal.Signals(number).name}\n".encode())
    os._exit(128 + number)


def main() -> None:
    """Run the command line."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    from flows.cli import main as run

    run()


if __name__ == "__main__":
    main()
