"""Load all hostile files at once, beside four good ones: each ends as an article or a row, or holds nothing."""

import os
import shutil
import time
from collections import Counter
from pathlib import Path

from extractors.ids import content_id
from tests.attacks.harness import Ground, ask, command
from tests.attacks.hostile.ill_dumps import json_files, packed_files, table_files
from tests.attacks.hostile.ill_pages import make_strange_names, page_files, web_files

# Nothing stands in them, so nothing is said of them.
_SILENT = frozenset({"empty.jsonl", "empty.warc", "empty.jsonl.gz", "head alone.csv", "no row.parquet"})
_LOCATIONS = "select location from rejections union select location from entries"
# What is read of a dump goes by its own address; the dump is its source.
_DUMPS = "select source_id from entries"
_DUMP_KINDS = ("csv", "jsonl", "parquet", "warc")


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
    locations = [location for (location,) in ask(database, _LOCATIONS)]
    sources = {source for (source,) in ask(database, _DUMPS)}
    known = {
        name
        for name in files
        if any(content_id(kind, str(dumped / name)) in sources for kind in _DUMP_KINDS)
        or any(f"/{name}" in location for location in locations)
    }
    for name in files.keys() - known - _SILENT:
        found[f"lost without a row: {name}"] += 1
    reasons = "select stage || '/' || reason, count(*), any_value(detail) from rejections group by all"
    for reason, count, detail in ask(database, reasons):
        found[f"row: {reason}" + (f" {detail}" if reason.endswith("/error") else "")] += count
    return found


__all__ = ["hostile", "hostile_files"]
