"""Groups of articles become stories with stable ids; what changes is written down in `story_changes`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb
import pyarrow as pa

from extractors.ids import content_id
from warehouse.staging import staged
from warehouse.stories.day_ranges import near_days
from warehouse.stories.groups import StoryGroup
from warehouse.stories.neighbourhood import Placed, lasting_through
from warehouse.stories.story_rows import write_stories

_MEMBER_SCHEMA = pa.schema(
    {
        "article_id": pa.string(),
        "story_id": pa.string(),
        "score": pa.float64(),
        "method_version": pa.string(),
        "decided_by": pa.string(),
        "first_seen_date": pa.date32(),
    }
)
# What makes two changes the same; only how often it happened tells them apart.
_CHANGED = ("kind", "story_id", "into_story_id", "article_id", "decided_by")
_CHANGE_SCHEMA = pa.schema(
    {
        "change_id": pa.string(),
        "kind": pa.string(),
        "story_id": pa.string(),
        "into_story_id": pa.string(),
        "article_id": pa.string(),
        "decided_by": pa.string(),
        "reason": pa.string(),
        "changed_at": pa.timestamp("us", "UTC"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which group becomes which story, and what that does to the stories there were."""

    story_ids: tuple[str, ...]  # of the groups
    founded: tuple[tuple[str, str], ...]  # story, founding article
    merged: tuple[tuple[str, str], ...]  # story, story that it became
    split: tuple[tuple[str, str], ...]  # story, story that was split off


def place_groups(
    db: duckdb.DuckDBPyConnection,
    placed: Sequence[Placed],
    groups: Sequence[StoryGroup],
    version: str,
    *,
    now: datetime,
) -> Counter[str]:
    """Write the groups as stories with their members; return how many were founded, merged and split."""
    plan = _plan_stories(db, placed, groups)
    _write_members(db, placed, groups, plan, version)
    changes = [("merge", *pair) for pair in plan.merged] + [("split", *pair) for pair in plan.split]
    rows = [change_row(*each, decided_by="machine", reason="scores", now=now) for each in changes]
    write_changes(db, rows)
    changed = _changed_groups(db, placed, groups, plan)
    write_stories(
        db,
        [groups[index] for index in changed],
        [plan.story_ids[index] for index in changed],
        founders=dict(plan.founded),
        gone=[one for one, _ in plan.merged],
    )
    return Counter(founded=len(plan.founded), merged=len(plan.merged), split=len(plan.split))


def _changed_groups(
    db: duckdb.DuckDBPyConnection, placed: Sequence[Placed], groups: Sequence[StoryGroup], plan: Plan
) -> list[int]:
    """Return which groups may be others than the stories that they go on as, in members, scores or words.

    The others are most of a neighbourhood, and their rows stand. What an article says is otherwise where it was
    signed anew; what was with one that is in no story any more is in `story_left`.
    """
    known = {each.article_id: each for each in placed}
    rows = db.execute("select article_id from story_signed union select article_id from story_left").fetchall()
    anew = {article_id for (article_id,) in rows}
    changed: set[str | None] = set()
    for each, story_id in zip(groups, plan.story_ids, strict=True):
        for article_id, score in zip(each.article_ids, each.scores, strict=True):
            was = known[article_id]
            if article_id in anew or was.story_id != story_id or was.score != score:
                changed |= {story_id, was.story_id}
    return [index for index, story_id in enumerate(plan.story_ids) if story_id in changed]


def _plan_stories(db: duckdb.DuckDBPyConnection, placed: Sequence[Placed], groups: Sequence[StoryGroup]) -> Plan:
    """Return the plan: a group goes on as the story that a person named, else as the one most of it was in."""
    was = {each.article_id: each.story_id for each in placed if each.story_id}
    pinned = {each.article_id for each in placed if each.is_pinned}
    overlaps: Counter[tuple[int, str]] = Counter()
    for index, each in enumerate(groups):
        for article_id in each.article_ids:
            if article_id in was:
                overlaps[index, was[article_id]] += len(placed) if article_id in pinned else 1
    heirs = _choose_heirs(overlaps)
    founded, split = _found_stories(db, placed, groups, heirs)
    merged = []
    for story_id in sorted(set(was.values()) - set(heirs.values())):
        parts = {index: -count for (index, other), count in overlaps.items() if other == story_id}
        merged.append((story_id, heirs[min(parts, key=lambda index: (parts[index], index))]))
    gone = {story_id for story_id, _ in merged}
    return Plan(
        story_ids=tuple(heirs[index] for index in range(len(groups))),
        founded=tuple(founded),
        merged=tuple(merged),
        split=tuple(pair for pair in split if pair[0] not in gone),
    )


def _choose_heirs(overlaps: Counter[tuple[int, str]]) -> dict[int, str]:
    """Return the story that each group goes on as, largest overlap first; no story goes on twice."""
    heirs: dict[int, str] = {}
    used: set[str] = set()
    for (index, story_id), _ in sorted(overlaps.items(), key=lambda pair: (-pair[1], pair[0])):
        if index not in heirs and story_id not in used:
            heirs[index] = story_id
            used.add(story_id)
    return heirs


def _found_stories(
    db: duckdb.DuckDBPyConnection, placed: Sequence[Placed], groups: Sequence[StoryGroup], heirs: dict[int, str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give the groups without one a new story in `heirs`; return (story, founder) and (old story, new story).

    The article of the earliest day, of publication or else when first seen, founds; of equals the first by id.
    """
    known = {each.article_id: each for each in placed}

    def place(article_id: str) -> tuple[int, str]:
        each = known[article_id]
        return each.seen_day if each.published_day is None else each.published_day, article_id

    founders = {index: min(each.article_ids, key=place) for index, each in enumerate(groups) if index not in heirs}
    new_ids = free_story_ids(db, founders.values(), {known[one].seen_day for one in founders.values()})
    founded, split = [], []
    for index, founder in founders.items():
        heirs[index] = new_ids[founder]
        founded.append((heirs[index], founder))
        was = {known[one].story_id for one in groups[index].article_ids}
        split += sorted((old, heirs[index]) for old in was if old)
    return founded, split


def story_id_of(founder: str, number: int) -> str:
    """Return the id of the story that an article founds; `number` counts those that it founded before."""
    return content_id("story", founder, number) if number else content_id("story", founder)


def free_story_ids(
    db: duckdb.DuckDBPyConnection, founders: Iterable[str], seen: set[int] | None = None
) -> dict[str, str]:
    """Return the id of the story that each founder founds now: one that no story has or had.

    `seen` has the days on which the founders were first seen; the days of a story hold that of its founder.
    """
    found: dict[str, str] = {}
    sought = dict.fromkeys(founders, 0)
    while sought:
        wanted = {founder: story_id_of(founder, number) for founder, number in sought.items()}
        with staged(db, pa.table({"story_id": pa.array(wanted.values(), pa.string())}), "wanted"):
            taken = db.execute(f"""
                select story_id from stories semi join wanted using (story_id)
                where {"true" if seen is None else lasting_through(seen)}
                union
                select story_id from story_changes semi join wanted using (story_id)
                union
                select into_story_id from story_changes semi join wanted on into_story_id = wanted.story_id
            """).fetchall()  # noqa: S608 - numbers of ours
        used = {story_id for (story_id,) in taken}
        found |= {founder: story_id for founder, story_id in wanted.items() if story_id not in used}
        sought = {founder: number + 1 for founder, number in sought.items() if founder not in found}
    return found


def _write_members(
    db: duckdb.DuckDBPyConnection,
    placed: Sequence[Placed],
    groups: Sequence[StoryGroup],
    plan: Plan,
    version: str,
) -> None:
    """Put the articles of the groups into their stories; rows that a person decided keep saying so."""
    known = {each.article_id: each for each in placed}
    changed = [
        (was, story_id, score)
        for each, story_id in zip(groups, plan.story_ids, strict=True)
        for article_id, score in zip(each.article_ids, each.scores, strict=True)
        if (was := known[article_id]).story_id != story_id or was.score != score
    ]
    columns = {
        "article_id": [was.article_id for was, _, _ in changed],
        "story_id": [story_id for _, story_id, _ in changed],
        "score": [score for _, _, score in changed],
        "method_version": [version] * len(changed),
        "decided_by": ["person" if was.is_pinned else "machine" for was, _, _ in changed],
        "first_seen_date": pa.array([was.seen_day for was, _, _ in changed], pa.int32()).cast(pa.date32()),
    }
    moved = {was.seen_day for was, _, _ in changed if was.story_id}
    with staged(db, pa.table(columns, schema=_MEMBER_SCHEMA), "staged_members"):
        if moved:
            db.execute(f"""
                delete from story_members
                where {near_days("first_seen_date", moved)}
                    and article_id in (select article_id from staged_members)
            """)  # noqa: S608 - numbers of ours
        db.execute("insert into story_members by name select * from staged_members")


def change_row(
    kind: str,
    story_id: str,
    into_id: str | None,
    *,
    decided_by: str,
    reason: str | None,
    now: datetime,
    article_id: str | None = None,
) -> dict[str, str | datetime | None]:
    """Return one row of `story_changes`, without its id."""
    return {
        "kind": kind,
        "story_id": story_id,
        "into_story_id": into_id,
        "article_id": article_id,
        "decided_by": decided_by,
        "reason": reason,
        "changed_at": now,
    }


def write_changes(db: duckdb.DuckDBPyConnection, rows: Sequence[dict[str, str | datetime | None]]) -> None:
    """Write the rows of `story_changes`, equal ones once; an id is made of what changed and how often before.

    The clock has no part in the id: the same corrections give the same ids whenever they are made.
    """
    if not rows:
        return
    distinct = {tuple(row[name] for name in _CHANGED): row for row in rows}
    stories = list({row["story_id"] for row in rows})
    before = db.execute(
        f"""
        select {", ".join(_CHANGED)}, count(*)
        from story_changes
        where story_id in (select unnest(?::varchar[]))
        group by all
        """,  # noqa: S608 - names of ours
        [stories],
    ).fetchall()
    counts = {tuple(changed): count for *changed, count in before}
    identified = [
        {"change_id": content_id("story_change", *changed, str(counts.get(changed, 0))), **row}
        for changed, row in distinct.items()
    ]
    with staged(db, pa.Table.from_pylist(identified, schema=_CHANGE_SCHEMA), "staged_changes"):
        db.execute("insert into story_changes by name select * from staged_changes")
