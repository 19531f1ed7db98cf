"""Speed of polling and of reading dumps, on loopback and on disk.

python tests/benchmarks/run.py fetch [polls=1000] [records=4000]

Polls: 84 KB feeds on 20 hosts (ports) of a server process, each source polled until 60 % of the answers are "not
modified", stored as a run stores them. Wall time depends on what else the machine does, so the CPU time of this
process is the figure to compare. FastWARC's own iterator, without decoding or checks, is the peer of the WARC
reader.
"""

import asyncio
import gzip
import multiprocessing
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from fastwarc.warc import ArchiveIterator, WarcRecordType

from extractors.records import RawDocument, Source
from flows.fetch.client import open_fetcher
from flows.fetch.feeds import Poller
from flows.fetch.lenient import LenientReader
from flows.fetch.polled import Polled
from flows.fetch.robots import RobotsRules
from flows.lists.settings import FetchSettings
from flows.readers.warc import read_warc
from flows.runs.poll import store_polls
from tests.evaluation.frame import Figure
from warehouse.collecting.sources import configure_sources
from warehouse.connection import in_utc
from warehouse.database import migrate

HOSTS = 20
FEED_BYTES = 84_000
ROUNDS = (1.0, 0.75, 0.75)  # shares of sources asked; the first answer is the only one that is not "not modified"


def benchmark(arguments: list[str]) -> list[Figure]:
    options = dict(word.split("=", 1) for word in arguments)
    return [*polling(int(options.get("polls", "1000"))), *dumps(int(options.get("records", "4000")))]


def polling(poll_count: int) -> list[Figure]:
    ports: Any = multiprocessing.get_context("spawn").Queue()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(ports,), daemon=True)
    server.start()
    try:
        origins = [f"http://127.0.0.1:{port}" for port in ports.get(timeout=60)]
        source_count = int(poll_count / sum(ROUNDS))
        with in_utc(duckdb.connect()) as db:
            migrate(db)
            start, cpu = time.perf_counter(), time.process_time()
            polls, unmodified = asyncio.run(poll_rounds(db, origins, source_count))
            seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu
    finally:
        server.terminate()
        server.join(10)
    rows: dict[str, float | int] = {
        "polls": polls,
        "share not modified": unmodified / polls,
        "polls an hour, by wall time": round(polls / seconds * 3600),
        "polls an hour on one core, by CPU time": round(polls / cpu_seconds * 3600),
        "ms of CPU a poll": cpu_seconds / polls * 1000,
    }
    return [
        Figure(set="polling", figure=name, value=value, documents=polls, cpu_seconds=cpu_seconds)
        for name, value in rows.items()
    ]


async def poll_rounds(db: duckdb.DuckDBPyConnection, origins: Sequence[str], source_count: int) -> tuple[int, int]:
    """Poll the sources in rounds; return how many polls there were and how many came to "not modified"."""
    now = datetime.now(UTC)
    sources = {
        f"s{number}": Source(
            source_id=f"s{number}",
            name=f"s{number}",
            kind="feed",
            location=f"{origins[number % len(origins)]}/feed/{number}",
            first_seen_at=now,
        )
        for number in range(source_count)
    }
    configure_sources(db, list(sources.values()))
    allowed = tuple(origin.removeprefix("http://") for origin in origins)
    settings = replace(FetchSettings(), host_interval_seconds=0.0, allowed_addresses=allowed)
    polls = unmodified = 0
    async with open_fetcher(settings) as fetcher:
        with LenientReader() as reader:
            rules = RobotsRules(fetcher, {})
            poller = Poller(fetcher=fetcher, rules=rules, reader=reader, run_id="r")
            for share in ROUNDS:
                chosen = list(sources.values())[: int(source_count * share)]
                batch: list[Polled] = []
                async for polled in poller.poll_all(chosen):
                    sources[polled.source.source_id] = polled.source
                    polls += 1
                    unmodified += polled.fetched is not None and polled.fetched.outcome == "not_modified"
                    batch.append(polled)
                    if len(batch) == 50:
                        store_polls(db, batch, rules)
                        batch = []
                store_polls(db, batch, rules)
    return polls, unmodified


def serve(ports: Any) -> None:
    """Serve feeds on several ports; a request with a validator is answered "not modified"."""
    asyncio.run(_serve(ports))


async def _serve(ports: Any) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        path = request.split(b" ", 2)[1].decode()
        head = b'ETag: "1"\r\nConnection: close\r\n'
        if path == "/robots.txt":
            writer.write(b"HTTP/1.1 404 X\r\nContent-Length: 0\r\n" + head + b"\r\n")
        elif b"if-none-match" in request.lower():
            writer.write(b"HTTP/1.1 304 X\r\n" + head + b"\r\n")
        else:
            body = feed_of(path)
            writer.write(
                b"HTTP/1.1 200 X\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\n" % len(body)
                + head + b"\r\n" + body
            )  # fmt: skip
        await writer.drain()
        writer.close()

    listeners = [socket.create_server(("127.0.0.1", 0), backlog=200) for _ in range(HOSTS)]
    servers = [await asyncio.start_server(answer, sock=listener) for listener in listeners]
    ports.put([listener.getsockname()[1] for listener in listeners])
    await asyncio.gather(*(server.serve_forever() for server in servers))


def feed_of(path: str) -> bytes:
    """Return a feed of FEED_BYTES with 30 items that are this path's own."""
    words = "Several members of the council spoke at length about the costs of the budget. "
    text = (words * 60)[: FEED_BYTES // 30 - 250]
    items = "".join(
        f"<item><title>Story {number} of {path}</title><link>https://news.example{path}/story-{number}</link>"
        f"<guid>{path}-{number}</guid><pubDate>Mon, 05 Jan 2026 10:{number:02d}:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        for number in range(30)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'.encode()


def dumps(record_count: int) -> list[Figure]:
    """Return the speed of the WARC reader beside FastWARC's bare iterator, on pages of 20 KB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.warc.gz"
        with path.open("wb") as out:
            out.writelines(gzip.compress(record_of(number), 6) for number in range(record_count))
        cpu = time.process_time()
        found = sum(
            isinstance(each, RawDocument) for each in read_warc(path, now=datetime.now(UTC), max_bytes=20_000_000)
        )
        ours = time.process_time() - cpu
        cpu = time.process_time()
        with path.open("rb") as stream:
            peer_found = sum(
                len(record.reader.read()) > 0
                for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
            )
        peer = time.process_time() - cpu
    if found != record_count or peer_found != record_count:
        print(f"records read: {found} by us, {peer_found} by FastWARC, of {record_count}", file=sys.stderr)
    rows = {
        "WARC records a second of CPU": found / ours,
        "FastWARC alone, records a second of CPU": peer_found / peer,
        "time against FastWARC alone": ours / peer,
    }
    return [
        Figure(set="dumps", figure=name, value=value, documents=record_count, cpu_seconds=ours)
        for name, value in rows.items()
    ]


def record_of(number: int) -> bytes:
    """Return a record with a page of 20 KB."""
    words = f"Story {number}: the council met and voted on item {number * 7} of the budget. "
    page = f"<!DOCTYPE html><html><body><p>{words * 280}</p></body></html>"[:20_000].encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
