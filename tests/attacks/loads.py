"""Loads that ask for too much: memory of the main process, and documents that take all the time there is."""

import gzip
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import zstandard

from tests.flows.site import Answer, item, page, rss, serve
from warehouse.place import place_of

ROOT = Path(__file__).parents[2]
# A child that runs a command and says on its last line what it took at most, in MB; its own children do not count.
# Not getrusage, which counts what the parent held when it started the child.
MEASURED = (
    "from pathlib import Path\nimport sys\nfrom flows import cli\n"
    "sys.argv[0] = 'cuttings'\ncode = cli._exit_code()\n"
    "peak = Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0]\n"
    "print('PEAK', int(peak) // 1024, 'CODE', code, file=sys.stderr)"
)


def measured(*words: str, settings: str, folder: Path) -> tuple[int, int]:
    """Return the peak of the main process in MB and the exit code."""
    (folder / "cuttings.toml").write_text(settings)
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, *words, "-c", str(folder / "cuttings.toml")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    last = run.stderr.strip().splitlines()[-1].split()
    return int(last[1]), int(last[3])


def memory(folder: Path, count: int) -> Counter[str]:
    """Give a run a feed whose pages unpack to 19.6 MB each, and a load a line of 20 MB and a bomb."""
    found: Counter[str] = Counter()
    big = gzip.compress(b"<html><body>" + b"<p>Some words of no news.</p>" * 675_000, 6)
    answer = Answer(big, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    with serve({f"/page/{number}": answer for number in range(count)} | {"/good": page(1)}) as site:
        places = [item(f"{site.origin}/page/{number}", f"Story {number}", f"g{number}") for number in range(count)]
        site.routes["/feed"] = Answer(rss(*places), headers={"Content-Type": "application/rss+xml"})
        (folder / "sources.toml").write_text(f'[[source]]\nurl = "{site.origin}/feed"\n')
        settings = (
            f'database = "n.duckdb"\nsources = "sources.toml"\n[fetch]\nallowed_addresses = ["{site.address}"]\n'
            "host_interval_seconds = 0.0\n[extract]\ntimeout_seconds = 1.0\nmemory_bytes = 300000000\n"
        )
        found["run, pages of 19.6 MB: MB"], found["run: exit code"] = measured(
            "run", settings=settings, folder=folder
        )
    plain = "[extract]\ntimeout_seconds = 1.0\nmemory_bytes = 300000000\n"
    (folder / "line.jsonl").write_bytes(b'{"text": [' + b"[]," * 6_500_000 + b"[]]}\n")
    (folder / "many.jsonl").write_bytes(b"[" + b'{"a":1},' * 2_400_000 + b"1]\n")
    for name in ("line", "many"):
        words = ("load", str(folder / f"{name}.jsonl"), "-d", str(folder / f"{name}.duckdb"))
        found[f"load, {name} of 20 MB: MB"], _ = measured(*words, settings=plain, folder=folder)
    (folder / "bomb.jsonl.zst").write_bytes(zstandard.ZstdCompressor(19).compress(b"\n" * 500_000_000))
    start = time.monotonic()
    words = ("load", str(folder / "bomb.jsonl.zst"), "-d", str(folder / "bomb.duckdb"))
    found["load, 500 MB of newlines in some KB: MB"], _ = measured(*words, settings=plain, folder=folder)
    found["the same: s"] = round(time.monotonic() - start)
    return found


def poison(folder: Path, count: int) -> Counter[str]:
    """Load documents that take all the time and memory there is, twice."""
    place = folder / "in"
    place.mkdir()
    for number in range(count):
        size = 200_000 * (number % 8 + 1)
        body = "<div><p>words " * size if number % 2 else "<table><tr><td>" * (size // 2)
        (place / f"{number}.html").write_text(f"<html><body>{body}{number}"[:18_000_000])
    settings = "[extract]\ntimeout_seconds = 0.5\nmemory_bytes = 300000000\n"
    found: Counter[str] = Counter()
    for name in ("first", "second"):
        start = time.monotonic()
        measured("load", str(place), "-d", str(folder / "n.duckdb"), settings=settings, folder=folder)
        found[f"{name} load: ms"] = round(1000 * (time.monotonic() - start))
    for row in _ask(folder, "select reason, count(*) as n from rejections group by all"):
        found[f"rejected: {row['reason']}"] = row["n"]
    # A run that brought nothing is not published: its row lies beside.
    question = "select (stage_seconds::json ->> 'extract')::double * 1000 from runs order by started_at"
    with duckdb.connect(str(place_of(folder / "n.duckdb").writer), read_only=True) as db:
        found["first extraction: ms"], found["second extraction: ms"] = (
            round(ms) for (ms,) in db.execute(question).fetchall()
        )
    usage = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    found["largest process: MB"] = usage
    return found


def _ask(folder: Path, question: str) -> list[dict[str, Any]]:
    """Return the rows of the question to the database of the folder."""
    words = [sys.executable, "-m", "flows.cli", "sql", question, "--json", "-d", str(folder / "n.duckdb")]
    rows = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return list(json.loads(rows.stdout))
