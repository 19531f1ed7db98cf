"""Joining of stories: articles a CPU second, and a batch against few and against many stored articles.

python tests/benchmarks/run.py stories [--small 100000] [--large 500000] [--repeat 3] [--memory 2GB]

The stored articles are made up, equally many a day; their state is written by SQL, as if they had been joined. One
thread; the database lies on disk.
"""

import argparse
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

import duckdb

from tests.evaluation.coverage_stories import Row, as_extraction
from tests.evaluation.frame import Figure
from warehouse.database import migrate, transaction
from warehouse.load import ArticleBatch, load_articles
from warehouse.stories import join_stories

ROOT = Path(__file__).resolve().parents[2]
BATCH_ARTICLES = 1000
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
insert into story_members select article_id, article_id, null, 'made up', 'machine' from made order by day;
insert into stories select article_id, article_id, 'made up', 'derived', article_id from made order by day;
insert into story_signatures
select article_id, 'en', day, day,
    list_sort(list_transform(range(40), lambda x: (hash(article_id, x) % 4000000000)::uinteger)),
    list_transform(range(40), lambda x: 1::utinyint), list_transform(range(40), lambda x: 6::utinyint)
from made order by day;
insert into story_postings
select (hash(article_id, x) % 4000000000)::uinteger, article_id, 'en', day, day, 0.2
from made, range(24) as terms(x) order by day;
insert into story_links
select article_id, md5(article_id), day, day, true, true, 0.1, 'made up' from made order by day;
drop table made;
"""


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return speed and growth."""
    parser = argparse.ArgumentParser(prog="run.py stories")
    parser.add_argument("--small", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=500_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--memory", default="2GB")
    options = parser.parse_args(arguments)
    seconds = {size: time_batches(size, options) for size in (options.small, options.large)}
    name = f"CPU s a batch of {BATCH_ARTICLES}"
    figures = [Figure(set="made up", figure=name, value=value, documents=size) for size, value in seconds.items()]
    speed = BATCH_ARTICLES / seconds[options.small]
    growth = seconds[options.large] / seconds[options.small]
    return [
        *figures,
        Figure(set="made up", figure="articles a CPU second", value=round(speed), documents=options.small),
        Figure(set="made up", figure="growth, large over small", value=growth, documents=options.large),
    ]


def time_batches(stored: int, options: argparse.Namespace) -> float:
    """Return the median CPU seconds of joining a batch against so many stored articles."""
    spent = []
    with tempfile.TemporaryDirectory() as folder:
        config = {"threads": 1, "memory_limit": options.memory}
        with duckdb.connect(Path(folder) / "made.duckdb", config=config) as db:
            migrate(db)
            for statement in FILL.split(";\n")[:-1]:
                named = {"stored": stored, "per_day": ARTICLES_PER_DAY} if "$stored" in statement else {}
                db.execute(statement, named)
            db.execute("checkpoint")
            for number in range(options.repeat):
                batch = [as_extraction(row) for row in make_rows(number)]
                with transaction(db):
                    load_articles(db, ArticleBatch(extractions=batch))
                    start = time.process_time()
                    join_stories(db, now=datetime(2026, 1, 1, tzinfo=UTC))
                    spent.append(time.process_time() - start)
    return statistics.median(spent)


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
    lines = (ROOT / "extractors" / "story_terms_en.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [word for _, word in rows], list(accumulate(int(count) for count, _ in rows))
