"""Speed of extraction: pages a CPU second beside trafilatura, the stage in worker processes, the worst pages.

    python tests/benchmarks/run.py extraction --data FOLDER [--pages N] [--processes N]

Pages come from the news sets of the labelled data; the worst pages are made here, and the largest page of the data
is added. Times are CPU seconds, also of the workers.
"""

import argparse
import functools
import itertools
import resource
import time
from pathlib import Path
from typing import Any

from extractors.page.extract import extract_article
from extractors.records import RawDocument, Rejected
from flows.lists.page_options import load_page_options
from flows.lists.settings import ExtractSettings
from flows.workers.pool import WorkerPool
from tests.evaluation.extraction import NEWS, SETS, page_bytes, predict_trafilatura, raw_document
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file

PROSE = "<p>The council of Utrecht voted on Tuesday to widen the canal, which has carried no ships since 1973.</p>"


def benchmark(arguments: list[str]) -> list[Figure]:
    parser = argparse.ArgumentParser(prog="run.py extraction")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args(arguments)
    rows = _news_rows(options.data, options.split, options.pages)
    figures = _one_core(rows)
    figures += _stage(rows, options.processes)
    for name, body in {**_bombs(), "largest page": _largest(options.data, options.split)}.items():
        figures += _worst(name, body)
    return figures


def _news_rows(folder: Path, split: str, count: int) -> list[dict[str, Any]]:
    paths = [path for name in NEWS if (path := set_file(folder, name, split))]
    rows = list(itertools.chain.from_iterable(read_rows(path) for path in paths))
    return rows[:: max(1, len(rows) // count)][:count]


def _one_core(rows: list[dict[str, Any]]) -> list[Figure]:
    figures = []
    options = {name: load_page_options(ExtractSettings(is_best=name == "best")) for name in ("default", "best")}
    systems = {
        "ours": lambda row: extract_article(raw_document(row), options["default"]),
        "ours --best": lambda row: extract_article(raw_document(row), options["best"]),
        "trafilatura with metadata": predict_trafilatura,
    }
    for name, read in systems.items():
        read(rows[0])
        with cpu_clock() as spent:
            for row in rows:
                read(row)
        speed = len(rows) / spent[0]
        figures.append(_figure("one core", f"{name}: pages a CPU second", speed, len(rows), spent[0]))
    return figures


def _stage(rows: list[dict[str, Any]], processes: int) -> list[Figure]:
    raws = [raw_document(row) for row in rows]
    settings = ExtractSettings()
    start = _children_seconds()
    with WorkerPool(
        extract_in_worker,
        initializer=functools.partial(load_page_options, settings),
        processes=processes,
        timeout_seconds=settings.timeout_seconds,
        memory_bytes=settings.memory_bytes,
    ) as pool:
        list(pool.run(raws[:40]))
        began = time.perf_counter()
        found = list(pool.run(raws))
        wall = time.perf_counter() - began
    spent = _children_seconds() - start
    rejected = sum(isinstance(each, Rejected) for each in found)
    return [
        _figure(
            f"stage, {processes} processes", "pages a second of wall time", len(raws) / wall, len(raws), spent
        ),
        _figure(f"stage, {processes} processes", "rejected", rejected, len(raws)),
    ]


def extract_in_worker(raw: RawDocument, options: Any) -> Any:
    """Extract one page; by this name workers find it."""
    return extract_article(raw, options)


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _bombs() -> dict[str, bytes]:
    links = "".join(f"<li><a href='/{at}'>Section number {at}</a></li>" for at in range(45_000))
    return {
        "45,000 links": f"<html><body><ul>{links}</ul><article>{PROSE * 20}</article></body></html>".encode(),
        "100,000 nested tags": b"<html><body>" + b"<div>" * 100_000 + PROSE.encode() * 20,
        "title of 1 MB": f"<html><title>{'x' * 1_000_000}</title><body>{PROSE * 20}</body></html>".encode(),
        "1 MB in one line": f"<html><body><p>{'word and more of it. ' * 50_000}</p></body></html>".encode(),
    }


def _largest(folder: Path, split: str) -> bytes:
    paths = [path for name in SETS if (path := set_file(folder, name, split))]
    return max((page_bytes(row) for path in paths for row in read_rows(path)), key=len, default=b"")


def _worst(name: str, body: bytes) -> list[Figure]:
    """Return CPU, memory and outcome of one page in a worker of its own."""
    raw = raw_document({"id": name, "html_b64": "", "html": body.decode("utf-8", "replace")})
    start = _children_seconds()
    with WorkerPool(
        measure_in_worker,
        initializer=functools.partial(load_page_options, ExtractSettings()),
        processes=1,
        timeout_seconds=20,
        memory_bytes=1_000_000_000,
    ) as pool:
        found = next(iter(pool.run([raw])))
    if isinstance(found, Rejected):
        return [_figure(name, f"rejected: {found.reason}", len(body), 1, _children_seconds() - start)]
    outcome, seconds, peak = found
    return [
        _figure(name, f"CPU seconds ({outcome})", seconds, 1, seconds),
        _figure(name, "peak memory, MB", peak / 1000, 1),
    ]


def measure_in_worker(raw: RawDocument, options: Any) -> tuple[str, float, int]:
    """Return what became of a page, the CPU seconds that it took and the worker's peak memory in kB."""
    start = time.process_time()
    found = extract_article(raw, options)
    spent = time.process_time() - start
    outcome = found.reason if isinstance(found, Rejected) else f"{found.revision.word_count} words"
    # Not getrusage: its peak counts what the parent held when it started the worker.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return outcome, spent, int(status.partition("VmHWM:")[2].split()[0])


def _figure(name: str, figure: str, value: float, count: int, seconds: float | None = None) -> Figure:
    return Figure(set=name, figure=figure, value=value, documents=count, cpu_seconds=seconds)
