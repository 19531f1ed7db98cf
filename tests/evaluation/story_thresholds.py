"""What turns on the numbers that the join of stories decides by: each halved and doubled, on labelled stories.

python tests/evaluation/story_thresholds.py --data FOLDER [--every 4] [--named PARTS]

AllSides and every fourth article of the background are loaded once; then the stories are joined anew from their
first article on with each number of NUMBERS at half and at double. A row tells by how many thousandths the figures
of the labelled articles move, and how many of the CPU seconds of the join as it is are spent. In sample: what was
learned was learned with the numbers as they are.
"""

import argparse
import importlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.ids import content_id  # noqa: E402 - the path comes first
from tests.evaluation.coverage_stories import (  # noqa: E402
    SEEN_AT,
    STREAMED_AMONG,
    Row,
    batches,
    in_order,
    score_clusters,
)
from tests.evaluation.frame import cpu_clock, read_rows  # noqa: E402
from tests.evaluation.story_samples import need  # noqa: E402
from warehouse.connection import transaction  # noqa: E402
from warehouse.database import migrate  # noqa: E402
from warehouse.load import ArticleBatch, load_articles  # noqa: E402
from warehouse.stories.join import join_stories  # noqa: E402

NUMBERS = {
    "extractors.stories.lookup": ("WINDOW_DAYS", "CANDIDATES", "UNDATED_CANDIDATES", "POSTINGS_PER_DAY"),
    "extractors.stories.signatures": ("_TEXT_CHARS", "_LEAD_TOKENS", "_MAX_TERMS", "UNSEEN_SHARE"),
    "extractors.stories.agglomeration": (
        "EXPECTED_LINKS",
        "_FEW_LINKS",
        "_FULL_LINKS",
        "_UNDATED_FEW_LINKS",
        "_UNDATED_FULL_LINKS",
        "SPAN_DAYS",
    ),
    "extractors.stories.context": ("_NEAR_DAYS", "SUPPORT_FLOOR", "LEAD_FLOOR", "_SURE"),
    "extractors.stories.pairs": ("TEMPLATE_WORDS", "TEMPLATE_NAMES", "TEMPLATE_COVERED", "_SERIES_TITLES"),
    "warehouse.stories.signatures": ("_KEY_TERMS",),
    "warehouse.stories.links": ("_LEAST_SCORE",),
}
_FACTORS = (0.5, 2.0)
_SET = "stories_allsides"


@contextmanager
def set_to(module: str, name: str, value: float) -> Iterator[None]:
    """Bind the number to that value in its module and in those that imported it."""
    home = importlib.import_module(module)
    before = getattr(home, name)
    holders = [home]
    if not name.startswith("_"):
        holders += [each for key, each in sys.modules.items() if ".stories." in key and hasattr(each, name)]
    try:
        for each in holders:
            setattr(each, name, value)
        yield
    finally:
        for each in holders:
            setattr(each, name, before)


def load(rows: list[Row], path: Path) -> None:
    """Store the articles, none of them in a story, in a new database."""
    with duckdb.connect(str(path), config={"threads": 1}) as db:
        migrate(db)
        with transaction(db):
            for batch in batches(in_order(rows)):
                load_articles(db, ArticleBatch(extractions=batch))


def join(rows: list[Row], path: Path) -> dict[str, float]:
    """Return the figures of the labelled articles, joined in a copy of the database, and the CPU seconds."""
    copy = path.with_suffix(".copy")
    shutil.copyfile(path, copy)
    with duckdb.connect(str(copy), config={"threads": 1}) as db:
        with transaction(db), cpu_clock() as spent:
            join_stories(db, now=SEEN_AT)
        stories = dict(db.execute("select article_id, story_id from story_members").fetchall())
    copy.unlink()
    gold = {row["id"]: row["gold_cluster"] for row in rows if row.get("gold_cluster")}
    figures = score_clusters(gold, {one: stories.get(content_id(one), one) for one in gold})
    return {name: value for name, value in figures.items() if "F1" in name} | {"CPU": spent[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--every", type=int, default=4, metavar="N", help="each Nth article of the background")
    parser.add_argument("--named", default="", metavar="PARTS", help="only numbers whose name holds one of these")
    options = parser.parse_args()
    rows = list(read_rows(need(options.data, _SET, "open")))
    for other in STREAMED_AMONG[_SET]:
        rows += list(read_rows(need(options.data, other, "open")))[:: options.every]
    rows = list({row["id"]: row for row in rows}.values())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stories.duckdb")
        load(rows, path)
        base = join(rows, path)
        print(
            f"{len(rows)} articles:", " ".join(f"{name} {value:.4f}" for name, value in base.items()), flush=True
        )
        for module, names in NUMBERS.items():
            for name in names:
                if any(part in name for part in options.named.split(",")):
                    try_number(module, name, rows, path, base)


def try_number(module: str, name: str, rows: list[Row], path: Path, base: dict[str, float]) -> None:
    """Print what comes of the number at half and at double."""
    value = getattr(importlib.import_module(module), name)
    for factor in _FACTORS:
        tried = max(int(value * factor), 1) if isinstance(value, int) else value * factor
        with set_to(module, name, tried):
            found = join(rows, path)
        moved = ", ".join(f"{key} {1000 * (found[key] - base[key]):+.1f}" for key in base if key != "CPU")
        print(f"{name} = {value:g} at {tried:g}: {moved}, CPU {found['CPU'] / base['CPU']:.2f}", flush=True)


if __name__ == "__main__":
    main()
