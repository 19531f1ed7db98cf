"""Loads that ask for too much: memory of the main process, and documents that take all the time there is."""

import gzip
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb
import zstandard

from tests.flows.site import Answer, item, page, rss, serve
from warehouse.place import place_of

ROOT = Path(__file__).parents[2]
# A child that runs a command and says on its last line what it took at most, in MB; its own children do not count.
# Not getrusage, which counts what the parent held when it started the child.
MEASURED = (
    "from pathlib import Path\nimport sys\nfrom flows import cli\n"
    "sys.argv[0] = 'cuttings'\ncode = cli.run_command()\n"
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
    """Load documents that take all the time there is, or are no article, twice; and one small file twice.

    Times are CPU, children included, so that they say the same on a busy machine. A load that finds nothing to do
    takes what the last line says; the rest of the second load is what the documents cost again. The limit of time
    is the shipped one: with 4 s and 8 documents the start of the second load alone was a sixth of the first.
    """
    place, small = folder / "in", folder / "small"
    place.mkdir()
    small.mkdir()
    (small / "one.html").write_text("<html><body>nothing")
    for number in range(count):
        (place / f"{number}.html").write_text(f"<html><body>{_poison(number)}{number}"[:19_000_000])
    settings = "[extract]\nmemory_bytes = 700000000\n"
    found: Counter[str] = Counter()
    for name, loaded in (("first", place), ("second", place), ("one small file, first", small),
                         ("one small file, second", small)):  # fmt: skip
        start = _children_ms()
        database = folder / f"{loaded.name}.duckdb"
        measured("load", str(loaded), "-d", str(database), settings=settings, folder=folder)
        found[f"{name} load: CPU ms"] = _children_ms() - start
    again = found["second load: CPU ms"] - found["one small file, second load: CPU ms"]
    for name, cost in (("second of first load: per mille", found["second load: CPU ms"]),
                       ("the same without a load's start", again)):  # fmt: skip
        found[name] = round(1000 * cost / found["first load: CPU ms"])
    # A run that brought nothing is not published: its row lies beside.
    question = "select reason, count(*) from rejections group by all"
    with duckdb.connect(str(place_of(folder / "in.duckdb").writer), read_only=True) as db:
        found.update({f"rejected: {reason}": number for reason, number in db.execute(question).fetchall()})
    found["largest process: MB"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return found


def _poison(number: int) -> str:
    """Return an article of 2 MB and more, whose names and figures take long, or a page of empty markup."""
    if number % 2:
        words = f"<p>Jane Doe of Meta Platforms said on Monday that {number} people paid 14 million dollars.</p>"
        return f"<article><h1>Words</h1>{words * (20_000 * (number % 8 + 1))}</article>"
    size = 200_000 * (number % 8 + 1)
    return "<div><p>words " * size if number % 4 else "<table><tr><td>" * (size // 2)


def _children_ms() -> int:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(1000 * (used.ru_utime + used.ru_stime))
