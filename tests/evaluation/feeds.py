"""Figures of fetching: real feeds, the parser suites, robots, URLs, malformed WARCs, the hostile web.

What is compared: links, ids and dates byte for byte where two readers agree (gold). Of the suites' core fields,
those that hold markup are compared as the text in them, because text is what is kept of them, and byte for byte
beside.
"""

import base64
import json
import tempfile
import zlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from extractors.feeds.announced import Feed, FeedDate, NoFeed
from extractors.feeds.markup import plain_text
from extractors.feeds.read_feed import read_feed, read_feed_leniently
from extractors.records import RawDocument, Rejected
from extractors.robots import is_allowed, read_robots
from extractors.urls.identity import canonical_url, identity_key
from flows.bodies.media import media_type_of
from flows.readers.warc import read_warc
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file, write_predictions
from tests.evaluation.hostile import visit_hostile_web

FIELDS = {"title": "title_html", "id": "external_id", "content": "content_html"}
MARKUP = ("title", "description", "content")


def evaluate(folder: Path, split: str, sets: list[str] | None, predictions: Path | None) -> list[Figure]:
    """Return the figures of those of the sets that the folder holds."""
    figures: list[Figure] = []
    for name, measure in SETS.items():
        path = set_file(folder, name, split)
        if path is not None and (sets is None or name in sets):
            figures += measure(path, predictions)
    server = folder / "hostile_web.py"
    if server.is_file() and (sets is None or "hostile_web" in sets):
        figures += visit_hostile_web(server)
    return figures


def read(body: bytes, url: str | None = None, charset: str | None = None) -> Feed | NoFeed:
    """Return the feed as the pipeline reads it, without its limits."""
    feed = read_feed(body, url=url, charset=charset)
    if isinstance(feed, NoFeed) and feed.reason == "not_well_formed":
        return read_feed_leniently(body, url=url, charset=charset)
    return feed


def shown(found: FeedDate | None) -> str | None:
    """Return the date as the gold writes it."""
    if found is None:
        return None
    return f"{found.at:%Y-%m-%dT%H:%M:%SZ}" if found.at else f"{found.day}T00:00:00Z"


def entries_of(feed: Feed | NoFeed) -> list[dict[str, str | None]]:
    """Return the entries in the form of the predictions."""
    return [
        {
            "link": item.link,
            "title": plain_text(item.title_html),
            "id": item.external_id,
            "published": shown(item.published or item.updated),
        }
        for item in (feed.items if isinstance(feed, Feed) else ())
    ]


def real_feeds(path: Path, predictions: Path | None) -> list[Figure]:
    rows, hits, totals = [], Counter[str](), Counter[str]()
    with cpu_clock() as spent:
        for row in read_rows(path):
            feed = read(base64.b64decode(row["body_b64"]))
            entries = entries_of(feed)
            rows.append({"id": row["id"], "entries": entries})
            if row["n_entries"] is None:
                continue
            totals["entry count"] += 1
            hits["entry count"] += len(entries) == row["n_entries"]
            for found, gold in zip(entries, row["gold"] or (), strict=False):
                for name in ("link", "id", "published"):
                    if name in gold:
                        totals[name] += 1
                        hits[name] += found[name] == gold[name]
    write_predictions(predictions, "real_feeds", rows)
    return [
        Figure(set="real_feeds", figure=f"{name} right", value=hits[name] / max(totals[name], 1),
               documents=totals[name], cpu_seconds=spent[0])
        for name in ("entry count", "link", "id", "published")
    ]  # fmt: skip


def feed_suite(path: Path, predictions: Path | None) -> list[Figure]:
    rows, as_text, exact, agreed, total = [], 0, 0, 0, 0
    with cpu_clock() as spent:
        for row in read_rows(path):
            headers = row["headers"]
            url = urljoin("http://127.0.0.1:8097/" + row["path"], headers.get("content-location", ""))
            charset = media_type_of(headers.get("content-type"))[1]
            body = base64.b64decode(row["body_b64"])
            feed, lenient = read(body, url, charset), read_feed_leniently(body, url=url, charset=charset)
            core = [[name, field(feed, name)] for name, _ in row["core"]]
            rows.append({"id": row["id"], "entries": entries_of(feed), "core": core})
            for name, gold in row["core"]:
                total += 1
                found = field(feed, name)
                is_markup = isinstance(gold, str) and name.rpartition(".")[2] in MARKUP
                texts = (plain_text(gold), gold.strip()) if is_markup else ()
                as_text += found == gold or (is_markup and plain_text(found) in texts)
                exact += found == gold
                agreed += field(lenient, name) == gold
    write_predictions(predictions, "feed_suite", rows)
    values = {"core fields right": as_text, "core fields, markup byte for byte": exact,
              "the same, feedparser for all": agreed}  # fmt: skip
    return [
        Figure(set="feed_suite", figure=name, value=count / max(total, 1), documents=total, cpu_seconds=spent[0])
        for name, count in values.items()
    ]


def field(feed: Feed | NoFeed, name: str) -> Any:
    """Return the field that the suite names, such as entries.0.title."""
    if isinstance(feed, NoFeed):
        return None
    if name == "entries.count":
        return len(feed.items)
    head, *rest = name.split(".")
    if head == "feed":
        key = "description_html" if rest[0] == "description" else FIELDS.get(rest[0], rest[0])
        value = getattr(feed, key)
        return shown(value) if isinstance(value, FeedDate) else value
    if len(feed.items) <= int(rest[0]):
        return None
    item, key = feed.items[int(rest[0])], rest[1]
    if key == "description":
        return item.summary_html or item.content_html
    if key == "author":
        return item.authors[0] if item.authors else None
    value = getattr(item, FIELDS.get(key, key))
    if key == "published":
        value = value or item.updated
    return shown(value) if isinstance(value, FeedDate) else value


def robots_cases(path: Path, predictions: Path | None) -> list[Figure]:
    data = json.loads(path.read_text(encoding="utf-8"))
    rows, right = [], 0
    with cpu_clock() as spent:
        for index, case in enumerate(data["cases"]):
            rules = read_robots(case["robots"].encode("utf-8", "surrogateescape"), case["agent"])
            verdict = is_allowed(rules, case["url"])
            rows.append({"index": index, "allowed": verdict})
            right += verdict == case["allowed"]
        maps = sum(
            list(read_robots(case["robots"].encode(), "x").sitemaps) == case["sitemaps"]
            for case in data["sitemaps"]
        )
    write_predictions(predictions, "robots_cases", rows)
    rules = read_robots(f"User-agent: *\nDisallow: /{'a*' * 2000}b".encode(), "x")
    with cpu_clock() as wild:
        is_allowed(rules, "http://e.com/" + "a" * 4000)
    return [
        Figure(set="robots_cases", figure="verdicts right", value=right / max(len(rows), 1), documents=len(rows),
               cpu_seconds=spent[0]),
        Figure(set="robots_cases", figure="sitemaps right", value=maps / max(len(data["sitemaps"]), 1),
               documents=len(data["sitemaps"])),
        Figure(set="robots_cases", figure="ms for 2,000 wildcards", value=wild[0] * 1000, documents=1),
    ]  # fmt: skip


def url_cases(path: Path, predictions: Path | None) -> list[Figure]:
    data = json.loads(path.read_text(encoding="utf-8"))
    rows, merged, found, equal = [], 0, 0, 0
    with cpu_clock() as spent:
        for index, pair in enumerate(data["identity_pairs"]):
            first, second = identity_key(pair["a"]), identity_key(pair["b"])
            is_same = first is not None and first == second
            rows.append({"index": index, "same": is_same})
            merged += is_same and not pair["same"]
            found += is_same and pair["same"]
            equal += pair["same"]
        refused = sum(canonical_url(url) is None for url in data["bad"])
        # The libraries' own policies, which differ from each other and from ours: for information.
        canonical = sum(canonical_url(case["input"]) == case["expected"] for case in data["canon"])
    write_predictions(predictions, "url_cases", rows)
    counts = {
        "false merges": (merged, len(rows) - equal),
        "equal pairs found": (found / max(equal, 1), equal),
        "bad URLs refused": (refused / max(len(data["bad"]), 1), len(data["bad"])),
        "canonical as the libraries' policies": (canonical / max(len(data["canon"]), 1), len(data["canon"])),
    }
    return [
        Figure(set="url_cases", figure=name, value=value, documents=documents, cpu_seconds=spent[0])
        for name, (value, documents) in counts.items()
    ]


def warc_bad(path: Path, predictions: Path | None) -> list[Figure]:
    rows, right, total = [], 0, 0
    damaged = silent = 0
    with cpu_clock() as spent, tempfile.TemporaryDirectory() as folder:
        for row in read_rows(path):
            file = Path(folder) / "case.warc"
            file.write_bytes(zlib.decompress(base64.b64decode(row["zlib_b64"])))
            found = list(read_warc(file, now=datetime.now(UTC), max_bytes=20_000_000))
            good = sum(isinstance(each, RawDocument) for each in found)
            lost = [each.reason for each in found if isinstance(each, Rejected)]
            rows.append({"id": row["id"], "good_records": good, "lost": lost})
            total += 1
            right += good == row["want_good_records"]
            damaged += row["want_good_records"] == 0
            silent += good == 0 and not lost
    write_predictions(predictions, "warc_bad", rows)
    return [
        Figure(set="warc_bad", figure="files with every good record", value=right / max(total, 1), documents=total,
               cpu_seconds=spent[0]),
        Figure(set="warc_bad", figure="files without a record or a word", value=silent, documents=damaged),
    ]  # fmt: skip


SETS = {
    "real_feeds": real_feeds,
    "feed_suite": feed_suite,
    "robots_cases": robots_cases,
    "url_cases": url_cases,
    "warc_bad": warc_bad,
}
