"""Groups of articles become stories with stable ids; what changes is written down in `story_changes`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pyarrow as pa

from extractors.ids import content_id
from warehouse.story_groups import Placed, StoryGroup

TITLE_WORDS = 12
MEMBER_SCHEMA = pa.schema({"article_id": pa.string(), "story_id": pa.string(), "score": pa.float64()})
STORY_SCHEMA = pa.schema(
    {
        "story_id": pa.string(),
        "founding_article_id": pa.string(),
        "central_article_id": pa.string(),
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
    plan = plan_stories(db, placed, groups)
    write_members(db, groups, plan, version)
    for kind, changes in (("merge", plan.merged), ("split", plan.split)):
        for story_id, into_id in changes:
            write_change(db, kind, story_id, into_id, decided_by="machine", reason="scores", now=now)
    write_stories(db, groups, plan)
    return Counter(founded=len(plan.founded), merged=len(plan.merged), split=len(plan.split))


def plan_stories(db: duckdb.DuckDBPyConnection, placed: Sequence[Placed], groups: Sequence[StoryGroup]) -> Plan:
    """Return the plan: a group goes on as the story that a person named, else as the one most of it was in."""
    was = {each.article_id: each.story_id for each in placed if each.story_id}
    pinned = {each.article_id for each in placed if each.is_pinned}
    overlaps: Counter[tuple[int, str]] = Counter()
    for index, each in enumerate(groups):
        for article_id in each.article_ids:
            if article_id in was:
                overlaps[index, was[article_id]] += len(placed) if article_id in pinned else 1
    heirs = choose_heirs(overlaps)
    founded, split = found_stories(db, groups, heirs, was)
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


def choose_heirs(overlaps: Counter[tuple[int, str]]) -> dict[int, str]:
    """Return for each group the story that it goes on as, largest overlap first; no story goes on twice."""
    heirs: dict[int, str] = {}
    used: set[str] = set()
    for (index, story_id), _ in sorted(overlaps.items(), key=lambda pair: (-pair[1], pair[0])):
        if index not in heirs and story_id not in used:
            heirs[index] = story_id
            used.add(story_id)
    return heirs


def found_stories(
    db: duckdb.DuckDBPyConnection, groups: Sequence[StoryGroup], heirs: dict[int, str], was: dict[str, str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give the groups without one a new story in `heirs`; return (story, founder) and (old story, new story)."""
    order = read_order(
        db, [one for index, each in enumerate(groups) if index not in heirs for one in each.article_ids]
    )
    taken = read_taken_ids(db, list(order))
    founded, split = [], []
    for index, each in enumerate(groups):
        if index in heirs:
            continue
        founder = min(each.article_ids, key=lambda article_id: order[article_id])
        heirs[index] = next(
            story_id for number in range(len(taken) + 1) if (story_id := story_id_of(founder, number)) not in taken
        )
        taken.add(heirs[index])
        founded.append((heirs[index], founder))
        split += sorted({(was[one], heirs[index]) for one in each.article_ids if one in was})
    return founded, split


def story_id_of(founder: str, number: int) -> str:
    """Return the id of the story that an article founds; `number` counts those that it founded before."""
    return content_id("story", founder, number) if number else content_id("story", founder)


def read_order(db: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, tuple[date, str]]:
    """Return what puts the articles in order: day of publication, or else when first seen, then id."""
    rows = db.execute(
        """
        select article_id, coalesce(published_date, seen_date)
        from story_signatures
        where article_id in (select unnest(?))
        """,
        [list(ids)],
    ).fetchall()
    return {article_id: (day, article_id) for article_id, day in rows}


def read_taken_ids(db: duckdb.DuckDBPyConnection, founders: Sequence[str]) -> set[str]:
    """Return the ids that stories of these founders have or had."""
    rows = db.execute(
        """
        select story_id from stories where founding_article_id in (select unnest($founders))
        union
        select story_id from story_changes
        union
        select into_story_id from story_changes where into_story_id is not null
        """,
        {"founders": list(founders)},
    ).fetchall()
    return {story_id for (story_id,) in rows}


def write_members(db: duckdb.DuckDBPyConnection, groups: Sequence[StoryGroup], plan: Plan, version: str) -> None:
    """Put the articles of the groups into their stories; rows that a person decided keep saying so."""
    rows = [
        {"article_id": article_id, "story_id": story_id, "score": score}
        for each, story_id in zip(groups, plan.story_ids, strict=True)
        for article_id, score in zip(each.article_ids, each.scores, strict=True)
    ]
    db.register("staged_members", pa.Table.from_pylist(rows, schema=MEMBER_SCHEMA))
    db.execute(
        """
        create or replace temp table story_placing as
        select
            staged.article_id,
            staged.story_id,
            staged.score,
            $version as method_version,
            coalesce(members.decided_by, 'machine') as decided_by
        from staged_members as staged
        left join story_members as members using (article_id)
        where members.article_id is null
            or members.story_id <> staged.story_id
            or members.score is distinct from staged.score
        """,
        {"version": version},
    )
    db.execute("delete from story_members where article_id in (select article_id from story_placing)")
    db.execute("insert into story_members by name select * from story_placing")
    db.unregister("staged_members")


def write_change(
    db: duckdb.DuckDBPyConnection,
    kind: str,
    story_id: str,
    into_id: str | None,
    *,
    decided_by: str,
    reason: str | None,
    now: datetime,
    article_id: str | None = None,
) -> None:
    """Write one row of `story_changes`."""
    change_id = content_id("story_change", kind, story_id, into_id, article_id, decided_by, now.isoformat())
    db.execute(
        """
        insert into story_changes by name
        select
            $change_id as change_id,
            $kind as kind,
            $story_id as story_id,
            $into_id as into_story_id,
            $article_id as article_id,
            $decided_by as decided_by,
            $reason as reason,
            $now as changed_at
        where not exists (select 1 from story_changes where change_id = $change_id)
        """,
        {
            "change_id": change_id, "kind": kind, "story_id": story_id, "into_id": into_id,
            "article_id": article_id, "decided_by": decided_by, "reason": reason, "now": now,
        },
    )  # fmt: skip


def write_stories(db: duckdb.DuckDBPyConnection, groups: Sequence[StoryGroup], plan: Plan) -> None:
    """Bring the rows of the touched stories up to date: founder, central article and title."""
    founders = dict(plan.founded)
    rows = [
        {
            "story_id": story_id,
            "founding_article_id": founders.get(story_id),
            "central_article_id": central_article(each),
        }
        for each, story_id in zip(groups, plan.story_ids, strict=True)
    ]
    db.register("staged_stories", pa.Table.from_pylist(rows, schema=STORY_SCHEMA))
    db.execute(f"""
        create or replace temp table story_writing as
        select
            staged.story_id,
            coalesce(stories.founding_article_id, staged.founding_article_id) as founding_article_id,
            case
                when stories.title_origin = 'person' then stories.title
                when revisions.title is not null then revisions.title
                when len(words) > {TITLE_WORDS} then array_to_string(words[:{TITLE_WORDS}], ' ') || ' …'
                else nullif(array_to_string(words, ' '), '')
            end as title,
            case
                when stories.title_origin = 'person' then 'person'
                when revisions.title is not null then 'article'
                else 'derived'
            end as title_origin,
            staged.central_article_id
        from staged_stories as staged
        left join stories using (story_id)
        join articles on articles.article_id = staged.central_article_id
        join revisions using (revision_id)
        cross join lateral (select regexp_extract_all(left(revisions.text, 400), '\\S+') as words)
    """)  # noqa: S608 - a number of ours
    db.unregister("staged_stories")
    db.execute(
        "delete from stories where story_id in (select story_id from story_writing union all select unnest(?))",
        [[story_id for story_id, _ in plan.merged]],
    )
    db.execute("insert into stories by name select * from story_writing")


def central_article(each: StoryGroup) -> str:
    """Return the article that scores best against the others of its story; of equals the first by id."""
    scored = zip(each.scores, each.article_ids, strict=True)
    return min(scored, key=lambda pair: (-(pair[0] or 0.0), pair[1]))[1]
