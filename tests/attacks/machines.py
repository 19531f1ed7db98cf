"""Kills of machines that extract for one writer: the merged database is that of a load, whatever was killed.

    python -m tests.attacks.machines [KILLS]

Two extractors hand in chunks of six of some hundred documents; one after the other is killed (`kill -9`) at some
moment and started again. When both are through, what they handed in is merged and compared; then a new inbox is
begun, until there were so many kills (20).
"""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from flows.lists.settings import Settings
from flows.output import Quiet
from flows.runs.handing_in import hand_in
from flows.runs.jobs import make_job
from flows.runs.pipeline import call_directly, run_job
from tests.compare import differences
from tests.conftest import load_paths

_SEED = 20261128
_ROOT = Path(__file__).parents[2]
_DOCUMENTS, _CHUNK, _PARTS = 120, 6, 2
# From before its workers are there to the end of its part, on a machine that does something else too.
_SECONDS = (0.5, 8.0)
_TEXT = (
    "The council of town {number} voted on {day} March 2026 to spend {amount} million dollars on a new bridge over"
    ' the river. Mayor Anna Berger said: "We have waited {amount} years for this bridge number {number}." Work'
    " begins in June, and the ferry will run until the bridge is open, the harbour office said on Monday."
)


def attack(kills: int, folder: Path) -> tuple[int, int, list[str]]:
    """Return how many kills hit an extractor, how many merges were compared, and how they differed."""
    dump = folder / "dump.jsonl"
    dump.write_text("\n".join(map(_line, range(_DOCUMENTS))), encoding="utf-8")
    load_paths(folder / "loaded.duckdb", dump)
    dice = random.Random(_SEED)
    hits = merges = 0
    unlike: list[str] = []
    while hits < kills:
        merges += 1
        inbox = folder / f"inbox{merges}"
        left = list(range(1, _PARTS + 1))
        while left:
            part = dice.choice(left)
            is_hit = _extract(dump, inbox, part, dice.uniform(*_SECONDS) if hits < kills else None)
            hits += is_hit
            if not is_hit:
                left.remove(part)
            print(f"{hits} kills", end="\r", file=sys.stderr)
        merged = folder / f"merged{merges}.duckdb"
        settings = replace(Settings(), database=merged)
        asyncio.run(run_job(make_job("merge", {"inbox": str(inbox)}, settings), settings, Quiet()))
        unlike += differences(folder / "loaded.duckdb", merged)
    return hits, merges, unlike


def _extract(dump: Path, inbox: Path, part: int, seconds: float | None) -> bool:
    """Let a process of its own extract the part; return whether it was killed, all of its workers with it."""
    command = [sys.executable, "-m", "tests.attacks.machines", "extract", str(dump), str(inbox), str(part)]
    process = subprocess.Popen(command, cwd=_ROOT, start_new_session=True)
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    if code:
        raise RuntimeError(f"an extractor ended with exit code {code}")
    return False


def _be_extractor(dump: str, inbox: str, part: str) -> None:
    settings = replace(Settings(), extract=replace(Settings().extract, processes=1))
    asyncio.run(
        hand_in(
            [Path(dump)], settings, Quiet(), inbox=Path(inbox), part=int(part), parts=_PARTS,
            step=call_directly, chunk_documents=_CHUNK,
        )
    )  # fmt: skip


def _line(number: int) -> str:
    text = _TEXT.format(number=number, day=number % 28 + 1, amount=number // 4 + 2)
    url = f"https://paper{number % 9}.example/{number}"
    return json.dumps({"url": url, "title": f"Town {number} is to build a bridge", "text": text})


def main() -> int:
    """Attack, and say how it went; 1 where a merged database is not that of the load."""
    with tempfile.TemporaryDirectory() as folder:
        hits, merges, unlike = attack(int(sys.argv[1]) if len(sys.argv) > 1 else 20, Path(folder))
    print(f"{hits} kills, {merges} merges, {len(unlike)} differences")
    print("\n".join(unlike))
    return 1 if unlike else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["extract"]:
        _be_extractor(*sys.argv[2:])
    else:
        sys.exit(main())
