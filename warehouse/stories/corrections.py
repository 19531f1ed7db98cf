"""People's corrections of stories. What a person decided is pinned: no later run of the machine takes it back.

All members of the stories concerned are pinned, so that the machine can neither join again what was split nor part
what was merged; new articles may still join either.
"""

from collections.abc import Sequence
from datetime import datetime

import duckdb

from warehouse.errors import CorrectionRefused
from warehouse.queries import read_sql
from warehouse.stories.groups import StoryGroup
from warehouse.stories.members import change_row, free_story_ids, write_changes
from warehouse.stories.story_rows import write_stories


def resolve_story(db: duckdb.DuckDBPyConnection, story_id: str) -> str | None:
    """Return the id that a story goes by today, however often it was merged; None where it was never given."""
    seen: set[str] = set()
    while story_id not in seen:
        seen.add(story_id)
        if db.execute("select 1 from stories where story_id = ?", [story_id]).fetchone():
            return story_id
        row = db.execute(
            """
            select into_story_id
            from story_changes
            where story_id = ? and kind = 'merge'
            order by changed_at desc, into_story_id
            limit 1
            """,
            [story_id],
        ).fetchone()
        if row is None:
            return None
        story_id = row[0]
    return None


def merge_stories(
    db: duckdb.DuckDBPyConnection, story_id: str, into_id: str, *, now: datetime, reason: str | None = None
) -> str:
    """Let a story go on as part of another, for good; return the id of the one that stays."""
    gone, stays = _must_resolve(db, story_id), _must_resolve(db, into_id)
    if gone == stays:
        raise CorrectionRefused(story_id, f"is one story with {into_id} already")
    _pin(db, _members(db, stays), stays)
    _pin(db, _members(db, gone), stays)
    _change(db, "merge", gone, stays, reason=reason, now=now)
    _refresh(db, [stays], gone=[gone])
    return stays


def split_story(
    db: duckdb.DuckDBPyConnection,
    story_id: str,
    article_ids: Sequence[str],
    *,
    now: datetime,
    reason: str | None = None,
) -> str:
    """Make a story of its own of some articles of a story, for good; return its id."""
    old = _must_resolve(db, story_id)
    members, leaving = _members(db, old), sorted(set(article_ids))
    if strangers := set(leaving) - set(members):
        raise CorrectionRefused(story_id, f"has no article {', '.join(sorted(strangers))}")
    if not leaving or len(leaving) == len(members):
        raise CorrectionRefused(story_id, "a split takes some of its articles, not none and not all")
    new = free_story_ids(db, leaving[:1])[leaving[0]]
    _pin(db, [one for one in members if one not in leaving], old)
    _pin(db, leaving, new)
    for article_id in leaving:
        _change(db, "split", old, new, reason=reason, now=now, article_id=article_id)
    _refresh(db, [old, new], founded=(new, leaving[0]))
    return new


def move_article(
    db: duckdb.DuckDBPyConnection, article_id: str, into_id: str, *, now: datetime, reason: str | None = None
) -> None:
    """Put an article into another story, for good; a story that is left empty goes on as that one."""
    stays = _must_resolve(db, into_id)
    row = db.execute("select story_id from story_members where article_id = ?", [article_id]).fetchone()
    if row is None and db.execute("select 1 from story_roundups where article_id = ?", [article_id]).fetchone():
        _place_roundup(db, article_id, stays, now=now, reason=reason)
        return
    if row is None or row[0] == stays:
        raise CorrectionRefused(into_id, f"article {article_id} has no story or is in it already")
    old = row[0]
    rest = [one for one in _members(db, old) if one != article_id]
    if not rest:
        merge_stories(db, old, stays, now=now, reason=reason)
        return
    _pin(db, rest, old)
    _pin(db, [*_members(db, stays), article_id], stays)
    _change(db, "move", old, stays, reason=reason, now=now, article_id=article_id)
    _refresh(db, [old, stays])


def _place_roundup(
    db: duckdb.DuckDBPyConnection, article_id: str, into_id: str, *, now: datetime, reason: str | None
) -> None:
    """Put what was taken for a round-up into a story: it is an article as any other from then on."""
    db.execute("update story_signatures set is_roundup = false where article_id = ?", [article_id])
    db.execute(
        read_sql("stories/place_roundup"),
        [into_id, article_id],
    )
    db.execute("delete from story_roundups where article_id = ?", [article_id])
    _pin(db, _members(db, into_id), into_id)
    _change(db, "move", into_id, into_id, reason=reason, now=now, article_id=article_id)
    _refresh(db, [into_id])


def rename_story(db: duckdb.DuckDBPyConnection, story_id: str, title: str, *, now: datetime) -> None:
    """Give a story a title, for good."""
    named = _must_resolve(db, story_id)
    db.execute(
        "update stories set title = ?, title_origin = 'person', title_reason = 'a person named it'"
        " where story_id = ?",
        [title, named],
    )
    _change(db, "rename", named, None, reason=title, now=now)


def restore_title(
    db: duckdb.DuckDBPyConnection, story_id: str, title: str, origin: str, reason: str, *, now: datetime
) -> None:
    """Give a story the title back that it had, and from where it had it."""
    named = _must_resolve(db, story_id)
    db.execute(
        "update stories set title = nullif(?, ''), title_origin = ?, title_reason = nullif(?, '')"
        " where story_id = ?",
        [title, origin, reason, named],
    )
    _change(db, "rename", named, None, reason=title, now=now)


def pin_story(db: duckdb.DuckDBPyConnection, story_id: str) -> bool:
    """Let a story stay as the machine made it, for good; return whether no person had decided anything of it."""
    decided = db.execute(
        "select 1 from story_members where story_id = ? and decided_by = 'person' limit 1", [story_id]
    ).fetchall()
    if not decided:
        _pin(db, _members(db, story_id), story_id)
    return not decided


def keep_story(
    db: duckdb.DuckDBPyConnection,
    story_id: str,
    article_ids: Sequence[str],
    *,
    now: datetime,
    reason: str | None = None,
) -> bool:
    """Let the articles be one story of this id, for good; return whether that changed anything.

    Other stories that they were in go on without them; those that are left empty go on as this one.
    """
    listed = list(article_ids)
    was: dict[str, str] = dict(
        db.execute(
            "select article_id, story_id from story_members where article_id in (select unnest($1))"
            " and (story_id <> $2 or decided_by <> 'person')",
            [listed, story_id],
        ).fetchall()
    )
    if not was:
        return False
    is_new = not db.execute("select 1 from stories where story_id = ?", [story_id]).fetchall()
    _pin(db, listed, story_id)
    left = sorted(set(was.values()) - {story_id})
    gone = [one for one in left if not _members(db, one)]
    for article_id, old in sorted(was.items()):
        if old in left and old not in gone:
            _change(db, "move", old, story_id, reason=reason, now=now, article_id=article_id)
    for old in gone:
        _change(db, "merge", old, story_id, reason=reason, now=now)
    standing = [story_id, *(one for one in left if one not in gone)]
    _refresh(db, standing, gone=gone, founded=(story_id, min(listed)) if is_new else None)
    return True


def split_off(db: duckdb.DuckDBPyConnection, story_id: str, article_ids: Sequence[str]) -> str | None:
    """Return the story that a person split off the story and that holds just these articles still; or None."""
    rows: list[tuple[str]] = db.execute(
        read_sql("stories/split_off"), {"story": story_id, "articles": list(article_ids)}
    ).fetchall()
    return rows[0][0] if rows else None


def is_placed(db: duckdb.DuckDBPyConnection, article_id: str, story_id: str) -> bool:
    """Return whether a person decided that the article is in the story that it is in."""
    placed = "select 1 from story_members where article_id = ? and story_id = ? and decided_by = 'person'"
    return bool(db.execute(placed, [article_id, story_id]).fetchall())


def is_named(db: duckdb.DuckDBPyConnection, story_id: str, title: str) -> bool:
    """Return whether a person gave the story this title."""
    named = "select 1 from stories where story_id = ? and title = ? and title_origin = 'person'"
    return bool(db.execute(named, [story_id, title]).fetchall())


def _must_resolve(db: duckdb.DuckDBPyConnection, story_id: str) -> str:
    found = resolve_story(db, story_id)
    if found is None:
        raise CorrectionRefused(story_id, "no such story")
    return found


def _members(db: duckdb.DuckDBPyConnection, story_id: str) -> list[str]:
    rows = db.execute("select article_id from story_members where story_id = ? order by all", [story_id])
    return [article_id for (article_id,) in rows.fetchall()]


def _pin(db: duckdb.DuckDBPyConnection, article_ids: Sequence[str], story_id: str) -> None:
    db.execute(
        "update story_members set story_id = ?, decided_by = 'person' where article_id in (select unnest(?))",
        [story_id, list(article_ids)],
    )


def placed_by_machine(db: duckdb.DuckDBPyConnection, story_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the articles of the stories that no person placed there."""
    rows = db.execute(
        "select article_id from story_members where story_id in (select unnest(?)) and decided_by = 'machine'"
        " order by all",
        [list(story_ids)],
    ).fetchall()
    return tuple(article_id for (article_id,) in rows)


def free_articles(db: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Leave the places of the articles to the machine again; where they are they stay until it has a reason."""
    db.execute(
        "update story_members set decided_by = 'machine' where article_id in (select unnest(?))",
        [list(article_ids)],
    )


def _refresh(
    db: duckdb.DuckDBPyConnection,
    story_ids: Sequence[str],
    *,
    gone: Sequence[str] = (),
    founded: tuple[str, str] | None = None,
) -> None:
    groups = []
    for story_id in story_ids:
        rows = db.execute(
            "select article_id, score, first_seen_date - date '1970-01-01' from story_members"
            " where story_id = ? order by all",
            [story_id],
        ).fetchall()
        ids, scores, days = zip(*rows, strict=True)
        groups.append(
            StoryGroup(article_ids=ids, scores=scores, first_seen_day=min(days), last_seen_day=max(days))
        )
    write_stories(db, groups, story_ids, founders=dict([founded] if founded else []), gone=gone)


def _change(
    db: duckdb.DuckDBPyConnection,
    kind: str,
    story_id: str,
    into_id: str | None,
    *,
    reason: str | None,
    now: datetime,
    article_id: str | None = None,
) -> None:
    row = change_row(kind, story_id, into_id, decided_by="person", reason=reason, now=now, article_id=article_id)
    write_changes(db, [row])
