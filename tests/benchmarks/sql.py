"""Questions to a large base: CPU seconds and peak of memory of each.

python tests/benchmarks/run.py sql --base BASE [--grown FILE] [--articles 300000]

BASE is a database that this version loaded, with some thousand articles; FILE becomes a copy of it in which each
article stands many times over, with new ids and days (grown_base.sql), unless it is there already. Each question
has a process of its own, so that its peak of memory is its own; DuckDB has its defaults, as where people ask.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from tests.evaluation.frame import Figure
from warehouse.copies.due import remember_dealt_with
from warehouse.database import migrate
from warehouse.statements.compare import stage_inputs
from warehouse.summaries.keep import FACTS, SUMMARIES, WHOLE, keep_summaries

_ROOT = Path(__file__).resolve().parents[2]
_GROWN = Path(__file__).with_name("grown_base.sql")

# Days of a copy before those of the copy behind it: more than the windows of copies (14) and stories (4).
_DAYS_APART = 17

_MACROS = """
create or replace temp macro copy_number() as {copy};
create or replace temp macro other(id) as left(md5(id || '#{copy}'), len(id));
create or replace temp macro other_long(id) as sha256(id || '#{copy}');
create or replace temp macro other_url(url) as url || '#{copy}';
create or replace temp macro other_key(number) as hash(number, {copy});
create or replace temp macro earlier(day) as cast(day - {days} as date);
create or replace temp macro earlier_at(moment) as moment - to_days({days});
"""

_LARGEST_STORY = "select story_id from story_members group by story_id order by count(*) desc, story_id limit 1"
_COMMONEST_ENTITY = "select mode(entity_id) from mentions where kind = 'organization'"

# What people ask; where one story or entity is asked for, how it is found, before the clock starts.
_QUESTIONS = {
    "stories, one": (_LARGEST_STORY, "from report_stories where story_id = ?"),
    "figures, one story": (_LARGEST_STORY, "from report_figures where story_id = ?"),
    "quotes, one story": (_LARGEST_STORY, "from report_quotes where story_id = ?"),
    "entity by day, one": (_COMMONEST_ENTITY, "from report_mentions_by_entity_day where entity_id = ?"),
    "stories, first 20": ("", "from report_stories order by article_count desc limit 20"),
    "figures, first 20": ("", "from report_figures order by article_count desc limit 20"),
    "quotes, first 20": ("", "from report_quotes order by article_count desc limit 20"),
    "quotes, any 20": ("", "from report_quotes limit 20"),
    "entity by day, first 20": ("", "from report_mentions_by_entity_day order by mention_count desc limit 20"),
    "share of voice, first 20": ("", "from report_share_of_voice order by mention_count desc limit 20"),
}


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return CPU seconds and peak of memory of each question."""
    parser = argparse.ArgumentParser(prog="run.py sql", description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=300_000)
    parser.add_argument("--grown", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        grown = options.grown or Path(temporary) / "grown.duckdb"
        if not grown.exists():
            grow(options.base, grown, options.articles)
        with duckdb.connect(str(grown), read_only=True) as db:
            count = db.sql("select count(*) from articles").fetchall()[0][0]
            sought = {query: db.sql(query).fetchall()[0] for query, _ in _QUESTIONS.values() if query}
        return [
            figure
            for name, (query, question) in _QUESTIONS.items()
            for figure in _measure(grown, name, question, sought.get(query, ()), count)
        ]


def grow(base: Path, grown: Path, article_count: int) -> None:
    """Write a database with at least so many articles: the base, behind as many copies of it as that takes."""
    with duckdb.connect(str(grown)) as db:
        migrate(db)
        db.execute(f"attach '{base}' as base (read_only)")
        stored = db.sql("select count(*) from base.articles").fetchall()[0][0]
        copying = _GROWN.read_text(encoding="utf-8")
        for copy in range(-(-article_count // stored) - 1, 0, -1):
            db.execute(_MACROS.format(copy=copy, days=copy * _DAYS_APART))
            db.execute(copying)
        tables = db.sql("select table_name from duckdb_tables() where database_name = 'base'").fetchall()
        for (table,) in tables:
            if table not in ("schema_migrations", "copies_state", "summaries_state", *FACTS, *SUMMARIES, *WHOLE):
                db.execute(f"insert into {table} by name from base.{table}")
        remember_dealt_with(db)
        stage_inputs(db)
        db.execute("delete from statement_stories")
        db.execute("insert into statement_stories from statement_inputs")
        keep_summaries(db)


def _measure(grown: Path, name: str, question: str, sought: tuple[str, ...], count: int) -> list[Figure]:
    """Ask in a process of its own; return what it took."""
    request = json.dumps([str(grown), question, list(sought)])
    command = [sys.executable, "-m", "tests.benchmarks.sql", request]
    run = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    seconds, megabytes = json.loads(run.stdout)
    return [
        Figure(set=name, figure="CPU seconds", value=seconds, documents=count),
        Figure(set=name, figure="peak of memory, MB", value=megabytes, documents=count),
    ]


def _ask(grown: str, question: str, sought: list[str]) -> list[float]:
    """Return the CPU seconds that the question took, and the peak of the process's memory in MB."""
    # The peak is counted from here on: a process begins with that of the one that started it.
    Path("/proc/self/clear_refs").write_text("5")
    with duckdb.connect(grown, read_only=True) as db:
        start = time.process_time()
        db.execute(question, sought).fetchall()
        seconds = time.process_time() - start
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return [seconds, int(peak[1]) / 1000 if peak else 0.0]


if __name__ == "__main__":
    print(json.dumps(_ask(*json.loads(sys.argv[1]))))
