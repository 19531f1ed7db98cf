"""Load all hostile files at once, beside four good ones: each ends as an article or a row, or holds nothing."""

import os
import shutil
import time
from collections import Counter
from pathlib import Path

from tests.attacks.harness import Ground, ask, command
from tests.attacks.hostile.ill_dumps import json_files, packed_files, table_files
from tests.attacks.hostile.ill_pages import make_strange_names, page_files, web_files

# Nothing stands in them, so nothing is said of them; the last four say what `nul.csv` says of the same address.
_SILENT = frozenset({
    "empty.jsonl", "empty.warc", "empty.jsonl.gz", "head alone.csv", "no row.parquet",
    "latin.csv", "semicolons.csv", "utf16.csv", "utf16 big.csv",
})  # fmt: skip
# What is read of a dump goes by its own address; the dump is its source.
_KNOWN = """
    select location from rejections
    union select location from entries
    union select location from sources semi join entries using (source_id)
"""


def hostile_files(folder: Path) -> dict[str, bytes]:
    """Return what each file holds, by its name; the folder is for what must be made on disk."""
    return json_files() | packed_files() | table_files() | web_files() | page_files(folder)


def hostile(ground: Ground, *, only: tuple[str, ...] = ()) -> Counter[str]:
    """Load the files; `only` are the endings of the dumps and pages that are taken, all where none are given."""
    place, given, dumped = ground.fresh(), ground.folder / "hostile", ground.folder / "dumped"
    for folder in (given, dumped):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    files = {name: body for name, body in hostile_files(ground.folder).items() if not only or name.endswith(only)}
    # Dumps are read where they are named, and only there.
    dumps = [str(dumped / name) for name in files if not name.endswith((".html", ".txt"))]
    for name, body in files.items():
        (given if name.endswith((".html", ".txt")) else dumped).joinpath(name).write_bytes(body)
    make_strange_names(given)
    database = place / "n.duckdb"
    good = map(str, ground.articles)
    start, used = time.monotonic(), os.times()
    ended = command("load", str(given), *dumps, *good, "-d", str(database), said=ground.said, cpu_seconds=600)
    now = os.times()
    found = Counter({
        "files": len(files),
        "seconds": round(time.monotonic() - start),
        "CPU seconds": round(now.children_user + now.children_system - used.children_user - used.children_system),
        "hang": ended.has_hung,
        "wrong exit code": ended.code != 1,
        "not clear": not ended.is_clear,
    })  # fmt: skip
    if ended.code not in (0, 1):
        found[f"failed: {ended.code} {ended.text.strip()[-300:]}"] += 1
        return found
    titles = "select count(*) from base_articles where location like '%/seeds/articles/%'"
    found["good article lost"] = 4 - ask(database, titles)[0][0]
    locations = [location for (location,) in ask(database, _KNOWN)]
    known = {name for name in files for location in locations if f"/{name}" in location}
    for name in files.keys() - known - _SILENT:
        found[f"lost without a row: {name}"] += 1
    reasons = "select stage || '/' || reason, count(*), any_value(detail) from rejections group by all"
    for reason, count, detail in ask(database, reasons):
        found[f"row: {reason}" + (f" {detail}" if reason.endswith("/error") else "")] += count
    return found


__all__ = ["hostile", "hostile_files"]
