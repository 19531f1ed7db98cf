"""Talk as lines for programs: one JSON object a line on stderr, where the setting `logs` asks for it."""

import json
import sys
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

# How this process talks, as the settings of its command say.
LOGS: ContextVar[Literal["text", "json"]] = ContextVar("LOGS", default="text")


@dataclass(slots=True)
class Paces:
    """How fast each stage goes, from what was heard before it on: its first things are done when they are told."""

    _heard: float = field(default_factory=time.monotonic)
    _started: dict[str, float] = field(default_factory=dict)

    def told(self, stage: str, done: int, total: int | None) -> tuple[float, float | None]:
        """Return things a second, and the seconds left at that rate; None where that is not known."""
        started = self._started.setdefault(stage, self._heard)
        self._heard = time.monotonic()
        rate = done / max(self._heard - started, 0.001)
        return rate, (total - done) / rate if total is not None and rate else None


def log_line(event: str, **values: Any) -> None:
    """Write one line: time (UTC), event, and the values."""
    row = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **values}
    sys.stderr.write(f"{json.dumps(row, default=str)}\n")
    sys.stderr.flush()


class JsonTalk:
    """Says everything as lines: `say`, `progress` (one a batch, with rate and seconds left) and `run`."""

    def __init__(self) -> None:
        self._paces = Paces()

    def say(self, line: str) -> None:
        """Write what is said as a message."""
        log_line("say", message=line)

    def progress(self, stage: str, done: int, total: int | None) -> None:
        """Write how far a stage is."""
        rate, left = self._paces.told(stage, done, total)
        seconds_left = None if left is None else round(left)
        log_line(
            "progress", stage=stage, done=done, total=total, per_second=round(rate, 1), seconds_left=seconds_left
        )
