"""What a name or id that a person typed stands for: entities, outlets, languages.

Names are found in any case, with or without their accents.
"""

from dataclasses import dataclass

import duckdb

from warehouse.errors import FilterRefused
from warehouse.queries import read_sql

# Everything that the watchlist names.
ANY_WATCHED = "any"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Ids that a filter lets pass, and what to call them; of the unknown outlet there are none."""

    ids: tuple[str, ...]
    name: str


def find_entities_named(db: duckdb.DuckDBPyConnection, words: str) -> Named:
    """Return the entity of this id, name or alias; raise FilterRefused for none, with the nearest, or several."""
    return _find_entity(db, words, option="entity", is_watched=False)


def find_watched(db: duckdb.DuckDBPyConnection, words: str) -> Named:
    """Return the entity or topic of the watchlist that is named so; "any" is all of them. Raises FilterRefused."""
    if words.strip().lower() == ANY_WATCHED:
        found = db.execute(
            "select distinct resolved_entity_id from entity_facts where entity_origin = 'watchlist' order by 1"
        ).fetchall()
        return Named(ids=tuple(entity_id for (entity_id,) in found), name="anything of the watchlist")
    return _find_entity(db, words, option="watch", is_watched=True)


def find_outlet(db: duckdb.DuckDBPyConnection, words: str) -> Named:
    """Return the outlet of this id, name or domain; "unknown" is the one of articles without."""
    if words.strip().lower() == UNKNOWN:
        return Named(ids=(), name=UNKNOWN)
    found = db.execute(read_sql("asking/find_outlet"), {"words": words.strip()}).fetchall()
    if not found:
        raise FilterRefused("outlet", _none_found(words, "outlet", _nearest(db, "outlets", words)))
    return Named(ids=tuple(outlet_id for outlet_id, _ in found), name=str(found[0][1]))


def find_language(db: duckdb.DuckDBPyConnection, words: str) -> str:
    """Return the code of the language, or "unknown"; raise FilterRefused where no article is in it."""
    code = words.strip().lower()
    found = db.execute("select distinct coalesce(language, 'unknown') from article_facts order by 1").fetchall()
    known = [language for (language,) in found]
    if code not in (*known, UNKNOWN):
        raise FilterRefused("lang", f"no article is in {words!r}; there are {', '.join(known) or 'none'}")
    return code


def _find_entity(db: duckdb.DuckDBPyConnection, words: str, *, option: str, is_watched: bool) -> Named:
    parameters = {"words": words.strip(), "is_watched": is_watched}
    found = db.execute(read_sql("asking/find_entity"), parameters).fetchall()
    if not found:
        kind = "watched name" if is_watched else "entity"
        nearest = _nearest(db, "watched" if is_watched else "entities", words)
        raise FilterRefused(option, _none_found(words, kind, nearest))
    if len(found) > 1:
        # Of one alone it is not asked: .08 s of CPU at 2,394,459 rows.
        counts = db.execute(read_sql("asking/count_articles"), {"ids": [entity_id for entity_id, _ in found]})
        listed = ", ".join(f"{entity_id} ({count:,} articles)" for entity_id, count in counts.fetchmany(5))
        raise FilterRefused(option, f"{words!r} names {len(found)} entities; give an id: {listed}")
    return Named(ids=(str(found[0][0]),), name=str(found[0][1]))


def _nearest(db: duckdb.DuckDBPyConnection, of: str, words: str) -> list[str]:
    found = db.execute(read_sql(f"asking/nearest_{of}"), {"words": words.strip()}).fetchall()
    return [str(name) for (name,) in found]


def _none_found(words: str, what: str, nearest: list[str]) -> str:
    return f"no {what} {words!r}" + (f"; the nearest: {', '.join(nearest)}" if nearest else "")
