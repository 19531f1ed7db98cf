"""The whole way: news pages from a WARC file into the warehouse, by the command line.

python tests/benchmarks/run.py whole_way --data FOLDER [--pages 10000] [--mode fast] [--prefect] [--keep DIR]

FOLDER holds labelled extraction pages (`shub`, `fundus`, `fundeval`, `.open.jsonl.zst`); they are repeated until
there are enough, each time with another URL, date and paragraph. Memory is that of all processes together, sampled
twice a second. `--prefect` also loads through a Prefect server, started before the clock.
"""

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flows.launch.serve import prefect_server
from flows.lists.settings import Settings
from flows.output import Quiet
from tests.evaluation.frame import Figure, read_rows, set_file

ROOT = Path(__file__).resolve().parents[2]
SETS = ("shub", "fundus", "fundeval")
WORDS = (
    "council harbour budget minister storm factory railway verdict festival harvest museum strike bridge election"
    " hospital investor climate border rescue inquiry contract orchestra vaccine drought satellite merger protest"
).split()
SAMPLE_SECONDS = 0.5
_PREFECT = ("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_API_AUTH_STRING")


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return articles a second, seconds by stage, memory, and what loading it again adds."""
    parser = argparse.ArgumentParser(prog="run.py whole_way", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--mode", choices=("rules", "fast", "accurate"), default="fast")
    parser.add_argument("--prefect", action="store_true")
    parser.add_argument("--keep", type=Path, help="keep the file and the databases here")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        warc = folder / "pages.warc.gz"
        write_warc(warc, options.data, options.split, options.pages)
        environment = {"CUTTINGS_MENTIONS_MODE": options.mode}
        figures = _measure("directly", warc, folder / "direct.duckdb", environment, options.pages)
        figures += _measure("again", warc, folder / "direct.duckdb", environment, options.pages)
        if options.prefect:
            with prefect_server(Settings(database=folder / "prefect.duckdb"), Quiet()) as server:
                environment |= {name: server[name] for name in _PREFECT if name in server}
                figures += _measure("through Prefect", warc, folder / "prefect.duckdb", environment, options.pages)
            direct, other = (_value(figures, name, "wall seconds") for name in ("directly", "through Prefect"))
            figures.append(
                Figure(
                    set="through Prefect",
                    figure="ratio to directly",
                    value=other / direct,
                    documents=options.pages,
                )
            )
    return figures


def _value(figures: list[Figure], name: str, figure: str) -> float:
    return next(float(row.value) for row in figures if (row.set, row.figure) == (name, figure))


def _measure(name: str, warc: Path, database: Path, environment: dict[str, str], count: int) -> list[Figure]:
    """Load the file by the command line and return its figures."""
    command = [sys.executable, "-m", "flows.cli", "load", str(warc), "--database", str(database), "--json"]
    left_out = ("PREFECT_API_URL", "PYTHONDONTWRITEBYTECODE")  # an installed program is compiled once
    variables = {key: value for key, value in os.environ.items() if key not in left_out} | environment
    start, spent = time.perf_counter(), _children_seconds()
    process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE)
    with peak_memory(process.pid) as peak:
        printed, _ = process.communicate()
    seconds = time.perf_counter() - start
    if process.returncode not in (0, 1):
        raise RuntimeError(f"loading {name} ended with exit code {process.returncode}")
    report = json.loads(printed)
    rows: dict[str, Any] = {
        "articles/s": count / seconds,
        "wall seconds": seconds,
        "CPU seconds of all processes": _children_seconds() - spent,
        **{f"{stage} seconds": spent for stage, spent in report["stage_seconds"].items()},
        "new": report["new"],
        "unchanged": report["unchanged"],
        "rejected": report["rejected"],
        **{f"stored {kind}": stored for kind, stored in report["stored"].items()},
        "peak MB of all processes": peak[0] / 1e6,
    }
    return [Figure(set=name, figure=figure, value=value, documents=count) for figure, value in rows.items()]


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def write_warc(path: Path, folder: Path, split: str, count: int) -> None:
    """Write `count` pages as response records, one gzip member each."""
    pages = []
    for name in SETS:
        file = set_file(folder, name, split)
        pages += [row for row in read_rows(file) if row.get("html")] if file else []
    if not pages:
        raise SystemExit(f"no pages of {', '.join(SETS)} in {folder}")
    dice = random.Random(20251122)
    with path.open("wb") as out:
        for number in range(count):
            out.write(gzip.compress(_record(pages[number % len(pages)], number, dice), 1))


def _record(page: dict[str, Any], number: int, dice: random.Random) -> bytes:
    """Return the page as a response record, with another URL, date and paragraph than any other."""
    day = date(2024, 1, 1) + timedelta(days=number % 600)
    paragraph = " ".join(dice.choice(WORDS) for _ in range(60)).capitalize()
    html = page["html"].replace("<p", f"<p>{paragraph} {number}.</p><p", 1) if number else page["html"]
    html = html.replace(str(page.get("date") or "2024-01-01"), day.isoformat())
    url = f"{page['url'].split('#')[0].rstrip('/')}/{number}"
    html = html.replace(page["url"], url)
    body = html.encode("utf-8", "replace")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"WARC-Date: {day.isoformat()}T12:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@contextmanager
def peak_memory(process_id: int) -> Iterator[list[int]]:
    """Give a list that holds, after the block, the most bytes that the process and all below it held at once."""
    peak = [0]
    is_over = threading.Event()

    def sample() -> None:
        while not is_over.wait(SAMPLE_SECONDS):
            peak[0] = max(peak[0], sum(map(_resident_bytes, _family(process_id))))

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        is_over.set()
        thread.join()


def _family(process_id: int) -> list[int]:
    """Return the process and all below it."""
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(status.parent.name))
    family = [process_id]
    for each in family:
        family += parents.get(each, [])
    return family


def _resident_bytes(process_id: int) -> int:
    try:
        return int(Path(f"/proc/{process_id}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
