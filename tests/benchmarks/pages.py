"""Pages of the reading room: milliseconds of the server for each kind of page, warm, and at worst.

python tests/benchmarks/run.py pages --base BASE [--times 20] [--only entity,story] [--json]

BASE is a loaded database, or one that `run.py sql --grown` made of one; it is copied and indexed. Of each kind
that is about something the largest is asked, and others in an order that is always the same; each once before the
clock starts. Wall clock, as that is what a reader waits; the CPU's time beside it, as other work may share the
machine.
"""

import argparse
import statistics
import time
from pathlib import Path
from urllib.parse import quote

import duckdb
from httpx import Client

from flows.browse.app import make_app
from tests.benchmarks.search import copied_base
from tests.evaluation.frame import Figure
from warehouse.browsing.shelf import Shelf
from warehouse.searching.index import index_path, keep_index

# Ids to ask for, the largest first, then others in an order that is always the same.
_SOUGHT = {
    "story": "select story_id from story_summaries order by {largest}, hash(story_id)",
    "article": "select article_id from article_facts order by {largest}, hash(article_id)",
    "entity": (
        "select entity_id from (select entity_id, count(*) as size from article_entities group by entity_id) "
        "order by {largest}, hash(entity_id)"
    ),
    "outlet": (
        "select outlet_id from (select outlet_id, count(*) as size from article_facts where outlet_id is not null"
        " group by outlet_id) order by {largest}, hash(outlet_id)"
    ),
}
_SIZES = {"story": "article_count", "article": "word_count", "entity": "size", "outlet": "size"}
_SINGLE = {
    "front": ["/"],
    "what came in": ["/way"],
    "views": ["/views"],
    "feeds": ["/?format=atom", "/outlet/unknown.atom"],
    "search": ["/search?q=supreme+court+marriage", "/search?q=%22supreme+court%22", "/search?q=trump"],
    "rows": ["/rows/report_stories", "/rows/report_stories?page=5", "/rows/article_facts"],
    "sql": ["/sql?statement=select+*+from+report_stories+order+by+article_count+desc+limit+20"],
}


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return for each kind of page the median and the worst of its pages."""
    # Here, since it warns of a new name of httpx, and a warning ends the tests, which import every module.
    from starlette.testclient import TestClient

    parser = argparse.ArgumentParser(prog="run.py pages", description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument(
        "--only", default=",".join((*_SINGLE, *_SOUGHT)), help="kinds of pages, of all where left out"
    )
    options = parser.parse_args(arguments)
    with copied_base(options.base) as (db, place):
        kinds = options.only.split(",")
        if "search" in kinds and not index_path(place).exists():
            keep_index(db, place)
        count = db.sql("select count(*) from articles").fetchall()[0][0]
        asked = {kind: _SINGLE.get(kind) or _addresses(db, kind, options.times) for kind in kinds}
        db.close()
        client: Client = TestClient(make_app(Shelf(place), hosts=["testserver"]))
        return [figure for kind, addresses in asked.items() for figure in _measure(client, kind, addresses, count)]


def _addresses(db: duckdb.DuckDBPyConnection, kind: str, times: int) -> list[str]:
    size = _SIZES[kind]
    # One of the largest: a grown base has nine copies of it.
    largest = f"if(row_number() over (order by {size} desc) = 1, 0, 1)"
    rows = db.sql(f"{_SOUGHT[kind].format(largest=largest)} limit {times}").fetchall()
    return [f"/{kind}/{quote(str(identifier), safe='')}" for (identifier,) in rows]


def _measure(client: Client, kind: str, addresses: list[str], count: int) -> list[Figure]:
    spent, busy = [], []
    for address in addresses:
        client.get(address)
        start, start_busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        spent.append(time.perf_counter() - start)
        busy.append(time.process_time() - start_busy)
        assert answer.status_code == 200, f"{address}: {answer.text[:200]}"
    return [
        Figure(set=kind, figure=name, value=round(1000 * value), documents=count)
        for name, value in (
            ("ms, median", statistics.median(spent)),
            ("ms, worst", max(spent)),
            ("CPU ms, median", statistics.median(busy)),
            ("CPU ms, worst", max(busy)),
        )
    ]
