"""Joining of stories: articles a CPU second, and batches against few and against many stored articles.

python tests/benchmarks/run.py stories [--stored 1000000,5000000] [--repeat 5] [--scratch FOLDER]
    [--embedding PYTHON]

The stored articles are made up, equally many a day, of the words of English news; their state is written by SQL,
as if they had been joined. One thread and 1 GB for DuckDB; the database lies on disk, 0.5 GB a million articles.
Each size has a process of its own, so that its peak of memory is its own. The ratio to a MiniLM embedding is
measured where the Python of its environment is given (see embedding_peer.py).
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

import duckdb
import pyarrow as pa

from extractors.stories.signatures import term_hash
from tests.benchmarks.embedding_peer import embedding_speed
from tests.evaluation.coverage_stories import Row, as_extraction
from tests.evaluation.frame import Figure
from warehouse.connection import transaction
from warehouse.database import migrate
from warehouse.load import ArticleBatch, load_articles
from warehouse.shipped import MODELS
from warehouse.stories.join import join_stories

ROOT = Path(__file__).resolve().parents[2]
MEMORY_LIMIT = "1GB"
BATCH_ARTICLES = 1000
EMBEDDED_TEXTS = 128
ARTICLES_PER_DAY = 1000
VOCABULARY = 60_000
LAST_DAY = date(2025, 12, 31)

FILL = """
create temp table made as
select
    md5(i::varchar)[:24] as article_id,
    date '2025-12-31' - cast(i // $per_day as integer) as day
from range($stored) as numbers(i);
insert into articles
select article_id, article_id, 'bytes', null, null, article_id, article_id, day::timestamp at time zone 'UTC'
from made order by day;
insert into revisions by name
select article_id as revision_id, article_id, article_id as raw_id, 'made up' as revision_set, '' as text,
    [] as zones, [] as authors, day as published_date, 'article' as verdict, 0 as word_count,
    day::timestamp at time zone 'UTC' as first_seen_at
from made order by day;
insert into texts by name
select article_id as text_id, article_id as representative_article_id, 1 as article_count,
    'only article' as origin_reason, day as first_seen_date
from made order by day;
insert into text_members select article_id, article_id, 'own', 1, 'made up', day from made order by day;
insert into story_members select article_id, article_id, null, 'made up', 'machine', day from made order by day;
insert into stories
select article_id, article_id, 'made up', 'derived', article_id, day, day, 'made up' from made order by day;
insert into story_signatures
select article_id, 'en', day, day,
    list_sort(list_transform(range(40), lambda x: (hash(article_id, x) % 4000000000)::uinteger)),
    list_transform(range(40), lambda x: 1::utinyint), list_transform(range(40), lambda x: 6::utinyint),
    false, null
from made order by day;
insert into story_postings
select term, article_id, 'en', day, day, 0.2
from (select article_id, day, (hash(article_id, x) % $terms)::bigint as place from made, range(24) as terms(x))
join vocabulary using (place)
order by day;
insert into story_pairs
select article_id, md5(article_id), day, day, true, true, false, 0.1, 'made up' from made order by day;
drop table made;
"""


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return speed, growth and memory."""
    parser = argparse.ArgumentParser(prog="run.py stories")
    parser.add_argument("--stored", default="1000000,5000000")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--embedding", type=Path)
    parser.add_argument("--grow-one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.grow_one is not None:
        print(json.dumps(grow_one(options.grow_one, options.repeat, options.scratch)))
        sys.exit(0)
    figures: list[Figure] = []
    first = 0.0
    for size in map(int, options.stored.split(",")):
        with tempfile.TemporaryDirectory(dir=options.scratch) as folder:
            command = [sys.executable, str(Path(__file__).with_name("run.py")), "stories", "--grow-one", str(size)]
            command += ["--repeat", str(options.repeat), "--scratch", folder]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        seconds, met, megabytes = json.loads(done.stdout)
        first = first or seconds
        values = {
            f"CPU s a batch of {BATCH_ARTICLES:,}": seconds,
            "articles a CPU second": BATCH_ARTICLES / seconds,
            "over the first size": seconds / first,
            "links a batch": met,
            "peak MB": megabytes,
        }
        figures += [
            Figure(set=f"{size:,} stored", figure=name, value=value, documents=BATCH_ARTICLES)
            for name, value in values.items()
        ]
    if options.embedding is not None:
        texts = [row["text"] for row in make_rows(0)[:EMBEDDED_TEXTS]]
        speed = embedding_speed(options.embedding, texts)
        values = {"MiniLM articles/s": speed, "ratio to MiniLM": BATCH_ARTICLES / first / speed}
        figures += [
            Figure(set="made up", figure=name, value=value, documents=len(texts)) for name, value in values.items()
        ]
    return figures


def grow_one(stored: int, repeat: int, folder: Path) -> tuple[float, float, float]:
    """Return the median CPU seconds of joining a batch, how many links it made, and the peak memory in MB."""
    config: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "memory_limit": MEMORY_LIMIT}
    with duckdb.connect(folder / "made.duckdb", config=config) as db:
        migrate(db)
        fill(db, stored)
    spent, met = [], []
    with duckdb.connect(folder / "made.duckdb", config=config) as db:
        for number in range(repeat):
            batch = [as_extraction(row) for row in make_rows(number)]
            links = count_links(db)
            with transaction(db):
                load_articles(db, ArticleBatch(extractions=batch))
                start = time.process_time()
                join_stories(db, now=datetime(2026, 1, 1, tzinfo=UTC))
                spent.append(time.process_time() - start)
            met.append(count_links(db) - links)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return statistics.median(spent), statistics.median(met), peak


def fill(db: duckdb.DuckDBPyConnection, stored: int) -> None:
    """Write the state of so many stored articles."""
    hashes = [term_hash(word) for word in read_words()[0]]
    columns = {"place": pa.array(range(len(hashes)), pa.int64()), "term": pa.array(hashes, pa.uint32())}
    db.register("staged", pa.table(columns))
    db.execute("create temp table vocabulary as from staged")
    db.unregister("staged")
    numbers = {"stored": stored, "per_day": ARTICLES_PER_DAY, "terms": len(hashes)}
    for statement in FILL.split(";\n")[:-1]:
        db.execute(statement, {name: value for name, value in numbers.items() if f"${name}" in statement})
    db.execute("checkpoint")


def count_links(db: duckdb.DuckDBPyConnection) -> int:
    return int(db.execute("select count(*) from story_pairs").fetchall()[0][0])


def make_rows(number: int) -> list[Row]:
    """Return made-up articles of one day, four to an event, in words as unequally common as in a language."""
    random = Random(number)
    day = LAST_DAY + timedelta(days=number)
    rows = []
    words, counts = read_words()
    for event in range(BATCH_ARTICLES // 4):
        own = [f"Name{random.randrange(VOCABULARY)}" for _ in range(12)] + random.sample(words, 30)
        for version in range(4):
            told = random.choices(words, cum_weights=counts, k=500) + random.choices(own, k=100)
            random.shuffle(told)
            rows.append(
                {
                    "id": f"{number}-{event}-{version}",
                    "published_at": day.isoformat(),
                    "title": " ".join(told[:9]),
                    "text": " ".join(told),
                }
            )
    return rows


def read_words() -> tuple[list[str], list[int]]:
    """Return the words of English news and in how many articles each is used."""
    lines = (MODELS / "terms_en.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [word for _, word in rows], list(accumulate(int(count) for count, _ in rows))
