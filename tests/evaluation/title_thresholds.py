"""What turns on the numbers of titles, affairs and ties: each halved and doubled, on the stories of a database.

python tests/evaluation/title_thresholds.py DATABASE [--named PARTS] [--shown 2]

The stories of several articles are titled and linked anew with each number of NUMBERS at half and at
double, their articles left as they are. A row tells how many titles come out otherwise and how many links of
kind "follows" come and go; some that do are shown, to be read by eye. For TIES each eighth article is put into a
story again, as if it spoke by another revision, and a row tells how many stories have other members. The database
stays as it is.
"""

import argparse
import importlib
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.stories.titles import choose_title  # noqa: E402 - the path comes first
from tests.evaluation.story_thresholds import set_to  # noqa: E402
from warehouse.connection import in_utc  # noqa: E402
from warehouse.stories.affairs import link_stories  # noqa: E402
from warehouse.stories.groups import StoryGroup  # noqa: E402
from warehouse.stories.heads import read_heads  # noqa: E402
from warehouse.stories.join import join_stories  # noqa: E402
from warehouse.stories.story_rows import titled  # noqa: E402

NUMBERS = {
    "extractors.stories.titles": (
        "_LEAST_WORDS",
        "_MOST_WORDS",
        "_MOST_CHARS",
        "_DERIVED_WORDS",
        "_COVERAGE_WEIGHT",
        "_LABEL_PENALTY",
        "_FEW_WORDS",
        "_MOST_MARKED",
        "_STEM",
    ),
    "warehouse.stories.heads": ("TITLE_ARTICLES", "_LEAD_CHARS"),
    "extractors.stories.affairs": (
        "AFFAIR_DAYS",
        "_MOST_NAMES",
        "_MOST_SHARE",
        "LEAST_SCORE",
        "_LEAST_SHARED",
        "_LEAST_SHARED_WEIGHT",
    ),
}
TIES = "warehouse.stories.due", "_TIE_SCORE"
_FACTORS = (0.5, 2.0)
_GROUPS = """
    select
        story_id,
        list(article_id order by article_id),
        list(score order by article_id),
        min(epoch(story_members.first_seen_date) // 86400)::integer,
        max(epoch(story_members.first_seen_date) // 86400)::integer
    from story_members
    group by story_id
    having count(*) > 1
    order by story_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The title of each story, and which stories follow which."""

    titles: dict[str, str | None]
    follows: set[tuple[str, str]]


def name_stories(db: duckdb.DuckDBPyConnection) -> Named:
    """Title and link the stories by the numbers as they are bound now, and leave the database as it was."""
    rows = db.execute(_GROUPS).fetchall()
    ids = [story_id for story_id, *_ in rows]
    groups = [
        StoryGroup(article_ids=tuple(articles), scores=tuple(scores), first_seen_day=first, last_seen_day=last)
        for _, articles, scores, first, last in rows
    ]
    db.execute("begin")
    try:
        heads = read_heads(db, groups, set())
        titles = [choose_title(titled(each, heads)).title for each in groups]
        link_stories(db, groups, ids, heads, gone=())
        found = db.execute("select story_id, linked_story_id from story_links where kind = 'follows'").fetchall()
    finally:
        db.execute("rollback")
    return Named(
        titles=dict(zip(ids, titles, strict=True)), follows={(later, earlier) for later, earlier in found}
    )


def try_number(db: duckdb.DuckDBPyConnection, module: str, name: str, base: Named, shown: int) -> None:
    """Print what comes of the number at half and at double, with some that come out otherwise."""
    value = getattr(importlib.import_module(module), name)
    for factor in _FACTORS:
        tried = max(int(value * factor), 1) if isinstance(value, int) else value * factor
        with set_to(module, name, tried):
            found = name_stories(db)
        moved = [story for story, title in base.titles.items() if found.titles[story] != title]
        come, gone = sorted(found.follows - base.follows), sorted(base.follows - found.follows)
        print(f"{name} = {value:g} at {tried:g}: {len(moved)} titles, links +{len(come)} -{len(gone)}", flush=True)
        for story in moved[:: len(moved) // shown + 1] if shown else ():
            print(f"    {base.titles[story]} -> {found.titles[story]}")
        for sign, pairs in (("+", come), ("-", gone)):
            for pair in pairs[:: len(pairs) // shown + 1] if shown else ():
                print(f"    {sign} {base.titles[pair[0]]} <- {base.titles[pair[1]]}")


def join_again(db: duckdb.DuckDBPyConnection) -> set[frozenset[str]]:
    """Return the members of each story once each eighth article is joined again, and undo that."""
    db.execute("begin")
    try:
        db.execute("insert into story_due select article_id from story_members where hash(article_id) % 8 = 0")
        join_stories(db, now=datetime.now(UTC))
        found = db.execute("select list(article_id) from story_members group by story_id").fetchall()
    finally:
        db.execute("rollback")
    return {frozenset(members) for (members,) in found}


def try_ties(db: duckdb.DuckDBPyConnection) -> None:
    """Print what comes of the least score of a tie at half and at double."""
    value = getattr(importlib.import_module(TIES[0]), TIES[1])
    base = join_again(db)
    for factor in _FACTORS:
        with set_to(*TIES, value * factor):
            found = join_again(db)
        print(
            f"{TIES[1]} = {value:g} at {value * factor:g}: {len(found - base)} of {len(base)} stories", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--named", default="", metavar="PARTS", help="only numbers whose name holds one of these")
    parser.add_argument("--shown", type=int, default=2, metavar="N", help="of what comes out otherwise")
    options = parser.parse_args()
    with in_utc(duckdb.connect(str(options.database), config={"threads": 1})) as db:
        base = name_stories(db)
        print(f"{len(base.titles)} titles, {len(base.follows)} links", flush=True)
        for module, names in NUMBERS.items():
            for name in names:
                if any(part in name for part in options.named.split(",")):
                    try_number(db, module, name, base, options.shown)
        if any(part in TIES[1] for part in options.named.split(",")):
            try_ties(db)


if __name__ == "__main__":
    main()
