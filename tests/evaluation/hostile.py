"""Visit every path of a hostile web (a server script given with the data) and hold the outcomes against a table.

python tests/evaluation/hostile.py SERVER.py    prints what came of each path as JSON
"""

import asyncio
import contextlib
import json
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.records import Entry, Source  # noqa: E402
from flows.fetch.client import Fetcher, open_fetcher  # noqa: E402
from flows.fetch.feeds import Poller, validators  # noqa: E402
from flows.fetch.lenient import LenientReader  # noqa: E402
from flows.fetch.pages import visit  # noqa: E402
from flows.fetch.polled import Polled  # noqa: E402
from flows.fetch.robots import RobotsRules  # noqa: E402
from flows.lists.settings import FetchSettings  # noqa: E402
from tests.evaluation.frame import Figure  # noqa: E402

DEADLINE_SECONDS = 5.0
HOSTS = 8
FORBIDDEN = frozenset({"forbidden_address", "bad_redirect", "bad_url"})
BROKEN = frozenset({"protocol_error", "broken_off", "deadline", "timeout"})
SLOW = frozenset({"deadline", "timeout"})
# The outcomes that the server's own index allows, by path; a path that is not here must come to "ok".
WANTED: dict[str, frozenset[str]] = {
    **{f"/feed/{name}": frozenset({"http_error"}) for name in (
        "404", "401", "403", "500", "503-retry-after", "429", "429-date", "429-huge", "429-garbage", "flaky")},
    **{f"/feed/{name}": frozenset({"too_complex", "feed_timeout", "ok"}) for name in (
        "deep.rss", "unclosed.rss", "manyattr.rss")},
    **{f"/redir/{name}": FORBIDDEN for name in (
        "metadata", "localhost", "port", "v6", "mapped", "nat64", "6to4", "decimal", "octal", "hex", "zero",
        "fullwidth", "userinfo", "backslash", "file", "ftp", "gopher", "data", "javascript", "ssrf-301",
        "two-locations", "no-location", "long")},
    **{f"/body/{name}": BROKEN for name in (
        "short", "neg-length", "dup-length", "bad-chunk", "huge-chunk", "close-midway", "reset", "huge-header",
        "many-headers", "endless-headers", "bad-status", "http09", "header-nul")},
    **{f"/body/{name}": SLOW for name in ("slowloris", "slow-headers", "stall", "no-answer", "continue-flood")},
    **{f"/body/{name}": frozenset({"too_large"}) for name in (
        "endless", "declared-10g", "gzip-bomb", "gzip-bomb-2layer", "br-bomb", "zstd-bomb")},
    **{f"/body/{name}": frozenset({"unknown_encoding"}) for name in ("many-encodings", "unknown-encoding")},
    **{f"/redir/{name}": frozenset({"redirect_loop"}) for name in ("self", "loop", "loop2")},
    "/feed/304-unsolicited": frozenset({"unsolicited_not_modified"}),
    "/feed/moved-to-html": frozenset({"not_a_feed"}),
    "/feed/gone-410": frozenset({"gone"}),
    "/feed/40mb.rss": frozenset({"too_large"}),
    "/feed/html-instead": frozenset({"not_a_feed"}),
    "/feed/empty": frozenset({"empty"}),
    "/feed/json-nan": frozenset({"bad_json"}),
    "/body/cookie-bomb": frozenset({"ok", "protocol_error"}),
    "/body/gzip-lie": frozenset({"bad_encoding"}),
    "/body/status-999": frozenset({"http_error"}),
    "/body/204": frozenset({"no_content"}),
    "/body/206": frozenset({"partial_content"}),
    "/body/pdf": frozenset({"wrong_type"}),
    "/body/polyglot": frozenset({"wrong_type"}),
    "/redir/growing": frozenset({"too_many_redirects"}),
    "/redir/other-origin": frozenset({"ok", "robots_unreachable"}),
    "/redir/to-private-path": frozenset({"robots_disallowed"}),
    "/redir/300": frozenset({"http_error"}),
    "/sitemap-bomb.xml.gz": frozenset({"too_large"}),
}  # fmt: skip
# Entries of the first poll, where the index states a number.
ENTRIES = {
    "/feed/ok.rss": 50, "/feed/no-guid.rss": 20, "/feed/no-guid-no-link.rss": 10, "/feed/dup-guid.rss": 10,
    "/feed/leading-junk.rss": 5, "/feed/trailing-junk.rss": 5, "/feed/feed.json": 5,
    "/feed/feed-as-json": 5, "/feed/rdf.rdf": 3, "/feed/utf16.rss": 3, "/feed/win1251.rss": 3,
    "/feed/control-chars.rss": 3, "/sitemap-news.xml": 20, "/sitemap-gz.xml.gz": 10, "/sitemap.txt": 3,
    "/sitemap-crosshost.xml": 2, "/sitemap.xml": 30, "/feed/relative.rss": 3, "/feed/moved-mixed": 50,
}  # fmt: skip


def visit_hostile_web(server: Path) -> list[Figure]:
    """Return the figures of a visit in a process of its own, so that its memory is measured alone."""
    run = subprocess.run(
        [sys.executable, str(Path(__file__)), str(server)], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise RuntimeError(run.stderr[-2000:])
    report = json.loads(run.stdout)
    paths = report["paths"]
    wrong = [path for path, row in paths.items() if not row["is_right"]]
    late = [path for path, row in paths.items() if row["seconds"] > DEADLINE_SECONDS + 1]
    if wrong or late:
        print(f"hostile_web: wrong {wrong}, late {late}", file=sys.stderr)
    values: dict[str, float | int] = {
        "outcome as it should be": 1 - len(wrong) / len(paths),
        "paths beyond the deadline and 1 s": len(late),
        "secret hits": report["secret_hits"],
        "private hits": report["private_hits"],
        "peak memory, MB": report["peak_mb"],
        "second polls conditional where a validator exists": report["conditional_share"],
        "new entries in second polls": report["new_entries"],
    }
    return [
        Figure(set="hostile_web", figure=name, value=value, documents=len(paths)) for name, value in values.items()
    ]


async def report_on(server: Path) -> dict[str, Any]:
    """Return what came of each path of the server, started here."""
    base = free_base()
    ready = Path(tempfile.mkdtemp()) / "ready"
    process = subprocess.Popen(
        [sys.executable, str(server), "--port", str(base), "--ready-file", str(ready)], stdout=subprocess.DEVNULL
    )
    try:
        while not ready.exists():
            time.sleep(0.05)
        time.sleep(4)
        index = ask(base, "/_index")
        allowed = tuple(f"127.0.0.1:{base + host}" for host in range(HOSTS))
        settings = replace(
            FetchSettings(),
            deadline_seconds=DEADLINE_SECONDS,
            host_interval_seconds=0.0,
            allowed_addresses=allowed,
        )
        async with open_fetcher(settings) as fetcher:
            with LenientReader() as reader:
                report = await visit_paths(fetcher, reader, f"http://127.0.0.1:{base}", list(index))
        stats = ask(base, "/_stats").values()
        for name in ("secret_hits", "private_hits", "bad_requests"):
            report[name] = sum(each[name] for each in stats)
    finally:
        process.terminate()
        process.wait(10)
    report["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return report


async def visit_paths(fetcher: Fetcher, reader: LenientReader, origin: str, paths: list[str]) -> dict[str, Any]:
    rules = RobotsRules(fetcher, {})
    # Each path is to be visited, so what others asked for the host does not hold here.
    fetcher.hosts.slow_down = fetcher.hosts.pause = lambda *_: None  # type: ignore[method-assign]
    poller = Poller(fetcher=fetcher, rules=rules, reader=reader, run_id="")
    rows: dict[str, dict[str, Any]] = {}
    conditional, with_validator, new_entries = 0, 0, 0
    for path in paths:
        start = time.monotonic()
        if path.startswith(("/feed", "/sitemap")):
            source = Source(
                source_id="s", name="", kind="feed", location=origin + path, first_seen_at=datetime.now(UTC)
            )
            first = await poller.poll(source, now=datetime.now(UTC))
            seconds, count, outcome = time.monotonic() - start, len(first.entries), poll_outcome(first)
            if first.feed is not None and first.fetched is not None:
                second = await poller.poll(first.source, now=datetime.now(UTC))
                known = {each.entry_id for each in first.entries}
                new_entries += len({each.entry_id for each in second.entries} - known)
                headers = first.fetched.headers
                with_validator += bool(headers.get("etag") or headers.get("last-modified"))
                conditional += bool(validators(first.source))
        else:
            entry = Entry(
                entry_id="e", source_id="s", location=origin + path, state="due", first_seen_at=datetime.now(UTC)
            )
            visited = await visit(entry, fetcher, rules, run_id="")
            seconds, outcome, count = time.monotonic() - start, visited.fetch.outcome, 0
        is_right = outcome in WANTED.get(path, frozenset({"ok"})) and count == ENTRIES.get(path, count)
        rows[path] = {"outcome": outcome, "seconds": round(seconds, 2), "entries": count, "is_right": is_right}
    return {
        "paths": rows,
        "conditional_share": conditional / max(with_validator, 1),
        "new_entries": new_entries,
    }


def poll_outcome(polled: Polled) -> str:
    """Return what a poll came to in one word: of the request, or of the feed in its answer."""
    assert polled.fetched is not None
    if polled.feed is not None or polled.fetched.outcome != "ok":
        return polled.fetched.outcome
    return next((row.reason for row in polled.rejected), "ok")


def ask(base: int, path: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"http://127.0.0.1:{base}{path}") as answer:
        return dict(json.load(answer))


def free_base() -> int:
    """Return the first of nine free ports in a row."""
    for base in range(18800, 28800, 16):
        with contextlib.ExitStack() as stack:
            try:
                for port in range(base, base + HOSTS + 1):
                    stack.enter_context(socket.create_server(("127.0.0.1", port)))
            except OSError:
                continue
            return base
    raise RuntimeError("no free ports")


if __name__ == "__main__":
    print(json.dumps(asyncio.run(report_on(Path(sys.argv[1])))))
