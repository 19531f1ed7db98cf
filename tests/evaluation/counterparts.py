"""How many events told in two languages are found as counterparts, on made-up news of a week.

    python tests/evaluation/counterparts.py

Twelve events are told in English and in one of six languages, six more in one language beside them, near in names
and figures. Prints how many of the twelve are one story or counterparts, and how many counterparts are wrong.
"""

import json
import sys
import tempfile
from pathlib import Path

import duckdb

from flows.cli import run_command

_TOLD = Path(__file__).with_suffix(".jsonl")


def main() -> None:
    rows = [json.loads(line) for line in _TOLD.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "news.duckdb"
        told = Path(folder) / "told.jsonl"
        named = [row | {"url": f"https://{row['language']}.example.com/{row['event']}"} for row in rows]
        told.write_text("".join(json.dumps(row) + "\n" for row in named), encoding="utf-8")
        sys.argv = ["cuttings", "load", str(told), "--database", str(database)]
        if code := run_command():
            sys.exit(code)
        with duckdb.connect(database, read_only=True) as connection:
            stories = dict(connection.execute("select title, story_id from base_articles").fetchall())
            pairs = connection.execute(
                "select story_id, counterpart_story_id from base_story_counterparts"
            ).fetchall()
    by_event: dict[int, list[str]] = {}
    for row in rows:
        by_event.setdefault(row["event"], []).append(stories[row["title"]])
    twice = [tuple(each) for each in by_event.values() if len(each) == 2]
    found = [each for each in twice if each[0] == each[1] or each in pairs]
    right = {frozenset(each) for each in twice}
    wrong = {frozenset(pair) for pair in pairs} - right
    print(f"events told in two languages {len(twice)}, found {len(found)}, wrong counterparts {len(wrong)}")


if __name__ == "__main__":
    main()
