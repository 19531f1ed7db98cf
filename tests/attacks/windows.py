"""Kills at named moments rather than at chance ones: between each two things that a command makes lasting."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tests.attacks.harness import Ground
from tests.attacks.upkeep import Field, Kind, all_kinds, finished, let_be

_SWAP = (
    ("warehouse.publication", "copy_file"),
    ("warehouse.publication", "_must_hold"),
    ("warehouse.publication", "_remove_logs"),
    ("warehouse.publication", "flush_folder"),
    ("warehouse.publication", "_must_open"),
)
_LOADED = (
    ("flows.runs.pipeline", "save_run"),
    ("flows.archive", "_write_said"),
    ("flows.archive", "Archive.append"),
    ("flows.runs.overlap", "load_outcomes"),
    ("warehouse.load", "insert_new"),
    ("warehouse.load", "accept_revisions"),
    ("flows.runs.overlap", "note_verdicts"),
    ("flows.runs.pipeline", "group_new"),
    ("flows.runs.pipeline", "keep_summaries"),
    ("flows.runs.pipeline", "try_keep_index"),
    ("flows.runs.pipeline", "take_pending"),
    *_SWAP,
    ("flows.runs.pipeline", "end_marker"),
)
_POLLED = (
    ("flows.runs.poll", "configure_sources"),
    ("flows.runs.poll", "announce"),
    ("flows.runs.poll", "_save_polls"),
    ("flows.runs.poll", "due_entries"),
    ("flows.runs.poll", "_save_visits"),
)
_CHANGED = (("warehouse.publication", "keep_summaries"), ("warehouse.publication", "try_keep_index"), *_SWAP)
# The moments are before and after the first call of each, and after the second.
WINDOWS: dict[str, tuple[tuple[str, str], ...]] = {
    "run": (*_POLLED, *_LOADED),
    "load": _LOADED,
    "decide": _CHANGED,
    "undo": _CHANGED,
    "merge": _CHANGED,
    "merge entity": _CHANGED,
    "expire": (
        ("flows.upkeep.retention", "erase"),
        ("flows.upkeep.retention", "take_away"),
        ("flows.upkeep.retention", "rebuild_index"),
        ("flows.upkeep.retention", "compact"),
        *_SWAP,
    ),
    "delete": (
        ("flows.upkeep.deletion", "erase"),
        ("flows.upkeep.deletion", "delete_article"),
        ("flows.upkeep.deletion", "rebuild_index"),
        ("flows.upkeep.deletion", "compact"),
        *_SWAP,
    ),
}


def dying(module: str, name: str, *, at_call: int, is_after: bool) -> Callable[[], None]:
    """Return what makes the process kill itself before or after the function is called for the n-th time."""

    def prepare() -> None:
        holder: Any = import_module(module)
        *path, last = name.split(".")
        for part in path:
            holder = getattr(holder, part)
        function = getattr(holder, last)
        calls = 0

        def called(*arguments: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == at_call and not is_after:
                os.kill(os.getpid(), signal.SIGKILL)
            returned = function(*arguments, **named)
            if calls == at_call:
                os.kill(os.getpid(), signal.SIGKILL)
            return returned

        setattr(holder, last, called)

    return prepare


def windows(ground: Ground, *, seconds: float, only: tuple[str, ...] = ()) -> Counter[str]:
    """Kill each command at each of its moments, finish it, and compare with one that was let be."""
    field, found = Field(ground), Counter[str]()
    end = time.monotonic() + seconds
    with all_kinds(field) as kinds:
        for kind in kinds:
            if kind.name not in WINDOWS or (only and kind.name not in only):
                continue
            let_be(field, kind)
            for module, name in WINDOWS[kind.name]:
                for at_call, is_after in ((1, False), (1, True), (2, True)):
                    if time.monotonic() < end:
                        found += _died(field, kind, (module, name), at_call=at_call, is_after=is_after)
    return found


def _died(field: Field, kind: Kind, where: tuple[str, str], *, at_call: int, is_after: bool) -> Counter[str]:
    field.fresh(kind)
    ended = field.command(*kind.words, prepare=dying(*where, at_call=at_call, is_after=is_after))
    if ended.code != -signal.SIGKILL:
        return Counter({"moments that did not come": 1})
    when = f"{kind.name}, {'after' if is_after else 'before'} call {at_call} of {'.'.join(where)}"
    faults = Counter(f"{when}: {fault}" for fault in finished(field, kind))
    return faults + Counter({f"kills of {kind.name}": 1, "kills": 1})
